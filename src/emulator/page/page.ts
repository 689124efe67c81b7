import { createHash } from 'node:crypto';
import type { Answer } from '../protocol/answer';
import { html } from './html';

let answer: Answer | undefined;

/** The page that shows the emulator in a browser. It has no data: its script asks the admin API. */
export function page(): Answer {
  answer ??= answerWith(html);
  return answer;
}

/**
 * Allows only the file's own style and script, so that no text of a session runs, and forbids other sites to frame the page.
 */
function answerWith(html: string): Answer {
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf('script', html)}'`,
    `style-src '${hashOf('style', html)}'`,
    'img-src data:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ];
  return {
    status: 200,
    contentType: 'text/html; charset=utf-8',
    headers: {
      'Content-Security-Policy': policy.join('; '),
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
    },
    body: html,
  };
}

/** The hash by which a policy names the only element of a kind. */
function hashOf(element: 'script' | 'style', html: string): string {
  const [, text = ''] = new RegExp(`<${element}>(.*)</${element}>`, 's').exec(html) ?? [];
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

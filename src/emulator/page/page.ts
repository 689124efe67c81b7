import { createHash } from 'node:crypto';
import type { Answer } from '../protocol/answer';
import { html } from './html';

let answer: Answer | undefined;

/** The page that shows the emulator to a person. It holds no data: its script asks the admin API. */
export function page(): Answer {
  answer ??= answerWith(html);
  return answer;
}

/**
 * Nothing but the file's own style and script is to have an effect, whatever sessions hold, and no other site may put the
 * page into one of its own to have it clicked.
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

/** What a policy names the only element of a kind by. */
function hashOf(element: 'script' | 'style', html: string): string {
  const [, text = ''] = new RegExp(`<${element}>(.*)</${element}>`, 's').exec(html) ?? [];
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

import { type AttributePath, type Diagnostics, isUnknown, type PossiblyUnknown } from '../../plugin';
import { durationSeconds } from './duration';

/** What AWS demands of a text. */
export interface TextRule {
  readonly accepts: (text: string) => boolean;
  /** How to go on after a text that is not accepted: the rule and what to do. */
  readonly otherwise: string;
}

function pattern(expression: RegExp, otherwise: string): TextRule {
  return { accepts: (text) => expression.test(text), otherwise };
}

/** An AWS account's number. */
export const ACCOUNT_ID = pattern(
  /^\d{12}$/,
  'is not the id of an AWS account, which is 12 digits. Write it in quotes, so that zeros at its beginning are kept.',
);

/** The ARN of a role, of any partition. */
export const ROLE_ARN = pattern(
  /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/,
  'is not the ARN of an IAM role. Write it like arn:aws:iam::123456789012:role/NAME.',
);

/** The ARN of a managed policy, AWS's or the user's. */
export const POLICY_ARN = pattern(
  /^arn:aws[a-z-]*:iam::(\d{12}|aws):policy\/[\w+=,.@/-]+$/,
  'is not the ARN of an IAM policy. Write it like arn:aws:iam::aws:policy/NAME.',
);

/** The name of a role's session, and the identity behind it. */
export const SESSION_NAME = pattern(
  /^[\w+=,.@-]{2,64}$/,
  'does not fit; it takes 2 to 64 letters, digits and characters of _+=,.@- here. Change it.',
);

/** The secret between the owner of a role and who assumes it. */
export const EXTERNAL_ID = pattern(
  /^[\w+=,.@:/-]{2,1224}$/,
  'does not fit; it takes 2 to 1224 letters, digits and characters of _+=,.@:/- here. Change it.',
);

/** The length of a role's session. */
export const DURATION: TextRule = {
  accepts: (text) => {
    const seconds = durationSeconds(text);
    return seconds !== undefined && seconds >= 15 * 60 && seconds <= 12 * 3600;
  },
  otherwise: 'is not a duration from 15m to 12h. Write it like 1h30m, with the units h, m, s, ms, us and ns.',
};

/** A policy document. */
export const POLICY: TextRule = {
  accepts: (text) => {
    try {
      const policy: unknown = JSON.parse(text);
      return typeof policy === 'object' && policy !== null && !Array.isArray(policy);
    } catch {
      return false;
    }
  },
  otherwise: 'is not an IAM policy, which is a JSON object. Write it with jsonencode({ … }).',
};

/** How calls are retried. */
export const RETRY_MODE = pattern(/^(standard|adaptive)$/, 'is no retry mode. Write standard or adaptive.');

/** Part of an HTTP header. */
export const USER_AGENT = pattern(
  /^[\x20-\x7e]*[\x21-\x7e][\x20-\x7e]*$/,
  'can not stand in the User-Agent header, which takes printable ASCII characters. Write it like pipeline/7 (nightly).',
);

/** Something that is there at all. */
export const NOT_EMPTY = pattern(/\S/, 'is empty. Give it a value, or remove it to use the default.');

/** The endpoint of a service. */
export const ENDPOINT: TextRule = {
  accepts: (text) => URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol),
  otherwise: 'is not an http or https URL. Write it like https://rekognition.us-east-1.amazonaws.com.',
};

/** Where a proxy is; empty for none. */
export const PROXY: TextRule = {
  accepts: (text) => text === '' || proxyUrl(text) !== undefined,
  otherwise: 'is not the URL of an http or https proxy. Write it like http://proxy.example.com:3128.',
};

/** The URL of a proxy, which may be written without its scheme; undefined for what is none. */
export function proxyUrl(text: string): URL | undefined {
  const full = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  if (!URL.canParse(full)) return undefined;
  const url = new URL(full);
  return ['http:', 'https:'].includes(url.protocol) && /^\/?$/.test(url.pathname) ? url : undefined;
}

/** Reports a text that breaks a rule. Null and unknown break none. */
export function reportText(
  text: PossiblyUnknown<string> | null,
  path: AttributePath,
  rule: TextRule,
  diagnostics: Diagnostics,
): void {
  if (text === null || isUnknown(text) || rule.accepts(text)) return;
  diagnostics.error(`Invalid ${path}`, `${quoted(text)} ${rule.otherwise}`, path);
}

/** The same for the elements of a list or set. Those of a set have no address of their own. */
export function reportTexts(
  texts: PossiblyUnknown<readonly string[]> | null,
  path: AttributePath,
  rule: TextRule,
  diagnostics: Diagnostics,
  nesting: 'list' | 'set' = 'set',
): void {
  if (texts === null || isUnknown(texts)) return;
  for (const [index, text] of texts.entries()) {
    const at = nesting === 'list' ? path.index(index) : path;
    if (text === null) {
      diagnostics.error(`Invalid ${at}`, 'null is no value for an element. Remove it.', at);
    } else reportText(text, at, rule, diagnostics);
  }
}

/** A value as messages show it: in quotes, and not longer than one can read. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text);
}

import { type AttributePath, type Validator, validator } from '../../plugin';
import { durationSeconds } from './duration';

/** A rule of AWS for the text of an argument, an environment variable or a setting in a profile. */
export interface TextRule {
  readonly accepts: (text: string) => boolean;
  /** The end of an error that begins with the text: the rule, and what to do. */
  readonly error: string;
}

function pattern(expression: RegExp, error: string): TextRule {
  return { accepts: (text) => expression.test(text), error };
}

/** The id of an AWS account. */
export const ACCOUNT_ID = pattern(
  /^\d{12}$/,
  'is not the id of an AWS account, which has 12 digits. Write it in quotes, so that leading zeros are kept.',
);

/** The ARN of a role, of any partition. */
export const ROLE_ARN = pattern(
  /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/,
  'is not the ARN of an IAM role. Write it like arn:aws:iam::123456789012:role/NAME.',
);

/** The ARN of a managed policy, of AWS or of the customer. */
export const POLICY_ARN = pattern(
  /^arn:aws[a-z-]*:iam::(\d{12}|aws):policy\/[\w+=,.@/-]+$/,
  'is not the ARN of an IAM policy. Write it like arn:aws:iam::aws:policy/NAME.',
);

/** The name or the source identity of a role session. */
export const SESSION_NAME = pattern(
  /^[\w+=,.@-]{2,64}$/,
  'must have 2 to 64 characters, which are letters, digits or one of _+=,.@-. Change it.',
);

/** The external ID that the trust policy of a role requires. */
export const EXTERNAL_ID = pattern(
  /^[\w+=,.@:/-]{2,1224}$/,
  'must have 2 to 1224 characters, which are letters, digits or one of _+=,.@:/-. Change it.',
);

/** The duration of a role session. */
export const DURATION: TextRule = {
  accepts: (text) => {
    const seconds = durationSeconds(text);
    return seconds !== undefined && seconds >= 15 * 60 && seconds <= 12 * 3600;
  },
  error: 'is not a duration from 15m to 12h. Write it like 1h30m, with the units h, m, s, ms, us and ns.',
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
  error: 'is not an IAM policy, which is a JSON object. Write it with jsonencode({ … }).',
};

/** A retry mode of the AWS SDKs. */
export const RETRY_MODE = pattern(/^(standard|adaptive)$/, 'is not a retry mode. Write standard or adaptive.');

/** A product in the User-Agent header. */
export const USER_AGENT = pattern(
  /^[\x20-\x7e]*[\x21-\x7e][\x20-\x7e]*$/,
  'cannot be part of the User-Agent header, which takes printable ASCII characters. Write it like pipeline/7 (nightly).',
);

/** The same rule for an element of a list or set, in which an empty text counts for nothing, as in hashicorp/aws. */
export function orEmpty({ accepts, error }: TextRule): TextRule {
  return { accepts: (text) => text === '' || accepts(text), error };
}

/** A text with at least one character besides white space. */
export const NOT_EMPTY = pattern(/\S/, 'is empty. Give it a value, or remove it to use the default.');

/** The URL of a service's endpoint. Show such texts by {@link withoutPassword}. */
export const ENDPOINT: TextRule = {
  accepts: (text) => URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol),
  error: 'is not an http or https URL. Write it like https://sts.us-east-1.amazonaws.com.',
};

/** The URL of a proxy; empty for no proxy. Show such texts by {@link withoutPassword}. */
export const PROXY: TextRule = {
  accepts: (text) => text === '' || proxyUrl(text) !== undefined,
  error:
    'is not the URL of an http, https or socks5 proxy. Write it like http://proxy.example.com:3128, with %40, %2F and ' +
    '%3A for @, / and : in a password.',
};

/** Parses the URL of a proxy, whose default scheme is http; undefined for any other text. */
export function proxyUrl(text: string): URL | undefined {
  const full = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  if (!URL.canParse(full)) return undefined;
  const url = new URL(full);
  return ['http:', 'https:', 'socks5:', 'socks5h:'].includes(url.protocol) && url.hostname !== '' ? url : undefined;
}

/** Validates a text by a rule. */
export function follows({ accepts, error }: TextRule): Validator<string> {
  return validator((text, { show }) => (accepts(text) ? undefined : `${show(text)} ${error}`));
}

/**
 * Validates a URL, which may have a password, by a rule.
 *
 * @param summary what happened. Default: the argument is invalid
 */
export function followsAsUrl({ accepts, error }: TextRule, summary?: string): Validator<string> {
  return {
    validate(url, { name, path, diagnostics }) {
      if (accepts(url)) return;
      diagnostics.error(summary ?? `Invalid ${name}`, `${quoted(withoutPassword(url))} ${error}`, pathOfUrl(url, path));
    },
  };
}

/** A value as messages show it: in quotes, shortened after 100 characters. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text);
}

/** A URL with its user name and password replaced, for messages. A password can have any character in a malformed one. */
export function withoutPassword(url: string): string {
  return url.replace(/^([a-z][a-z\d+.-]*:\/\/)?.*(@|%40)/is, '$1***@');
}

/** The path for an error of a URL: none if it has a password, because Terraform would show the line. */
export function pathOfUrl(url: string, path: AttributePath | undefined): AttributePath | undefined {
  return withoutPassword(url) === url ? path : undefined;
}

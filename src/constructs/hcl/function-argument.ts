import { type IResolveContext, Lazy, Token, Tokenization } from 'cdktf';
import { quotedTemplate } from './quoted-template';

/**
 * A text as an argument of the functions of `Fn`. cdktf escapes references in arguments unless they are tokens, as in
 * `${var.prefix}/`, so a text that contains others becomes one token.
 */
export function functionArgument(text: string): string {
  const { literals } = Tokenization.reverseString(text);
  if (!literals.some((literal) => String(literal).includes('${'))) return text;
  return Lazy.stringValue({
    produce: (context) => {
      const template = asTemplate(context, text);
      return context.suppressBraces ? `"${quotedTemplate(template)}"` : template;
    },
  });
}

/** Resolves a text with its tokens in `${…}`, also inside a function call, where cdktf leaves these signs out. */
function asTemplate(context: IResolveContext, text: string): string {
  const { suppressBraces, ignoreEscapes, warnEscapes } = context;
  Object.assign(context, { suppressBraces: false, ignoreEscapes: false, warnEscapes: false });
  const template = Token.asString(context.resolve(text));
  Object.assign(context, { suppressBraces, ignoreEscapes, warnEscapes });
  return template;
}

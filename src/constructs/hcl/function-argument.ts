import { type IResolveContext, Lazy, Token, Tokenization } from 'cdktf';
import { quotedTemplate } from './quoted-template';

/**
 * A text as an argument of the functions of `Fn`: a literal without `${` or one token. cdktf escapes references in arguments that are no
 * tokens, as in `${var.prefix}`, and warns of tokens beside literals.
 */
export function functionArgument(text: string): string {
  const { literals, length } = Tokenization.reverseString(text);
  const isToken = length === 1 && literals.length === 0;
  if (isToken || !(Token.isUnresolved(text) || text.includes('${'))) return text;
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

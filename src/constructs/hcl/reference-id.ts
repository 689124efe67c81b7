import {
  DefaultTokenResolver,
  type IPostProcessor,
  type IResolvable,
  type IResolveContext,
  StringConcat,
  Tokenization,
} from 'cdktf';
import type { Construct, IConstruct } from 'constructs';

/** An id for a construct that is about a text with references: equal for equal references. */
export function referenceId(scope: Construct, text: string): string {
  const resolver = new OriginResolver();
  const resolved = Tokenization.resolve(text, { scope, preparing: false, resolver });
  return [...resolver.origins, resolved].join(' ');
}

/** Notes the stacks of all references: two stacks can have elements with the same address. */
class OriginResolver extends DefaultTokenResolver {
  public readonly origins = new Set<string>();

  constructor() {
    super(new StringConcat());
  }

  public resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    const { originStack }: { readonly originStack?: IConstruct } = token as object;
    if (originStack !== undefined) this.origins.add(originStack.node.path);
    return super.resolveToken(token, context, postProcessor);
  }
}

import type { LivenessPolicyStatement } from './policy-statement';

/**
 * The principal Rekognition, restricted to sessions of one account. Without the condition, Rekognition could be made to act
 * for any other account (the confused deputy problem).
 */
export function rekognitionFor(accountId: string): Pick<LivenessPolicyStatement, 'principals' | 'conditions'> {
  return {
    principals: { Service: ['rekognition.amazonaws.com'] },
    conditions: { StringEquals: { 'aws:SourceAccount': [accountId] } },
  };
}

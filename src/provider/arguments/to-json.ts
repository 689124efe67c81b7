import { type CtyValue, DynamicValue, ExactNumber, isUnknown } from '../../plugin';

/**
 * A Terraform value as the JSON value that says the same. What is unknown is undefined, and a number that JavaScript
 * can't hold is its text, which no limit accepts.
 *
 * @param nameOf what the members of objects are called in the result
 */
export function toJson(value: CtyValue, nameOf: (name: string) => string = (name) => name): unknown {
  if (isUnknown(value)) return undefined;
  if (value instanceof DynamicValue) return toJson(value.value, nameOf);
  if (value instanceof ExactNumber) return value.text;
  if (Array.isArray(value)) return value.map((element) => toJson(element, nameOf));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [nameOf(name), toJson(member, nameOf)]));
}

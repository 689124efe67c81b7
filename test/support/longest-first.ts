import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Tests that wait for a minute or more, mostly idle, so that they start first and the others run beside them. */
const LONGEST = ['test/e2e/construct-library.test.ts', 'test/e2e/demo.test.ts', 'test/modules/'];

/** Starts the longest tests first, in the order of the list. */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const index = LONGEST.findIndex((each) => moduleId.includes(each));
      return index === -1 ? LONGEST.length : index;
    };
    const others = await super.sort(files);
    return others.sort((one, other) => place(one) - place(other));
  }
}

import { committedVectorTest, goldenVectorTest } from './goldenVectors.ts';

it('the committed Apex test holds the vectors of the model as it is now', () => {
    expect(committedVectorTest()).toBe(goldenVectorTest());
});

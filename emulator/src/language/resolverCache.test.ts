import { fakeTypes, sourceFiles } from '../../test/fakes/languageRig.ts';
import * as grammar from '../grammar/grammar.ts';
import { resolveAnonymous, resolveProgram } from './resolveProgram.ts';

jest.mock('../grammar/grammar.ts', () => {
    const actual = jest.requireActual<typeof grammar>('../grammar/grammar.ts');
    return { ...actual, parseSource: jest.fn(actual.parseSource) };
});

test('sources whose text did not change are parsed once', () => {
    const parse = jest.mocked(grammar.parseSource);
    const [first, second, changed] = [
        'public class A {}',
        'public class B {}',
        'public class B { Integer x; }'
    ] as const;
    resolveProgram(sourceFiles([first, second]), fakeTypes);
    expect(parse).toHaveBeenCalledTimes(2);
    resolveProgram(sourceFiles([first, changed]), fakeTypes);
    expect(parse).toHaveBeenCalledTimes(3);
    const { symbols } = resolveProgram(sourceFiles([first, changed]), fakeTypes);
    resolveAnonymous('Integer x = 1;', symbols);
    expect(parse).toHaveBeenCalledTimes(4);
    resolveProgram(sourceFiles([first]), fakeTypes);
    expect(parse).toHaveBeenCalledTimes(4);
});

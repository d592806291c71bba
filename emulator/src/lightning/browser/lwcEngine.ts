/** The door to the LWC engine. Pages load synthetic shadow before it, so that the page's style sheet reaches into components. */
import * as engine from 'lwc';

export type Template = Parameters<typeof engine.registerTemplate>[0];

export { engine };
export const { createElement, freezeTemplate, parseFragment, registerTemplate } = engine;

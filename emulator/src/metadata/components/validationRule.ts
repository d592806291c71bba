/** Validation rules, as they stand in an object's file. */
import { ComponentError, refuseUnknown, required } from '../component.ts';
import type { ValidationRuleDefinition } from '../definitions.ts';
import type { XmlElement } from '../xml.ts';

const known = new Set([
    'fullName',
    'active',
    'description',
    'errorConditionFormula',
    'errorDisplayField',
    'errorMessage'
]);

export function parseValidationRule(objectName: string, element: XmlElement): ValidationRuleDefinition {
    refuseUnknown(element, known);
    const errorMessage = required(element, 'errorMessage');
    if (errorMessage.length > 255) throw new ComponentError('errorMessage: 255 characters at most');
    return {
        kind: 'ValidationRule',
        objectName,
        name: required(element, 'fullName'),
        isActive: element.isTrue('active'),
        errorConditionFormula: required(element, 'errorConditionFormula'),
        errorMessage,
        errorDisplayField: element.textOf('errorDisplayField')
    };
}

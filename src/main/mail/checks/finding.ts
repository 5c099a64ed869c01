import type { CheckFinding } from '../../../shared/contract/checks.ts';

/** Makes a finding that is a fault, one that only asks for a look, or one that says all is well. */
export const finding = {
  fault: (title: string, why: string, advice: string): CheckFinding => {
    return { level: 'fault', title, why, advice };
  },
  hint: (title: string, why: string, advice: string): CheckFinding => {
    return { level: 'hint', title, why, advice };
  },
};

import type { FaultRule } from '../../shared/contract/faults.ts';
import type { OutputOf } from '../../shared/contract/index.ts';
import { invalidFields } from '../../shared/errors.ts';
import type { Person } from '../accounts/account-guards.ts';
import { saveSettings, type SettingsContext } from './settings-service.ts';
import type { FaultSettings } from './settings.ts';
import { readSetting, writeSetting } from './settings-store.ts';

interface Context extends SettingsContext {
  readonly faultHits: () => ReadonlyMap<string, number>;
  readonly status: () => { readonly addresses: { readonly captureServer: string | null } };
}

/** The rules by which the capture server fails, and how often each has applied. */
export async function readFaults(context: Context): Promise<OutputOf<'faults.get'>> {
  const { rules } = await readSetting(context.db, 'faults');
  const hits = context.faultHits();
  return {
    rules: rules.map((rule) => ({ ...rule, hits: hits.get(rule.id) ?? 0 })),
    server: context.status().addresses.captureServer,
  };
}

/** Saves all rules, in their order. @throws RefusedError `invalid-input` with the fields' messages. */
export async function saveFaults(
  context: SettingsContext,
  person: Person,
  { rules }: FaultSettings,
): Promise<number | null> {
  const faults = rules.flatMap((rule, place) => unknowable(rule, `rules.${place}`));
  if (faults.length > 0) throw invalidFields(Object.fromEntries(faults));
  return saveSettings(context, { kind: 'settings.faults', person }, (operation) =>
    writeSetting(operation, 'faults', { rules: rules.map(withoutCode) }),
  );
}

/** Lets the capture server work as it should; the rules stay. */
export async function switchFaultsOff(
  context: SettingsContext,
  person: Person,
): Promise<number | null> {
  return saveSettings(context, { kind: 'settings.faults', person }, async (operation) => {
    const { rules } = await readSetting(operation.db, 'faults');
    const resting = rules.map((rule) => ({ ...rule, enabled: false }));
    await writeSetting(operation, 'faults', { rules: resting });
  });
}

/** A reply as it is copied from a log begins with its code, which the server says by itself. */
function withoutCode(rule: FaultRule): FaultRule {
  const { effect } = rule;
  if (effect.kind !== 'reject' && effect.kind !== 'defer') return rule;
  const code = String(effect.code);
  if (!effect.text.startsWith(`${code} `)) return rule;
  return { ...rule, effect: { ...effect, text: effect.text.slice(code.length).trim() } };
}

/** A rule that asks for what nobody has said yet at its moment would never apply. */
function unknowable(rule: FaultRule, path: string): (readonly [string, string[]])[] {
  const stage = rule.effect.kind === 'throttle' ? 'data' : rule.effect.stage;
  const early = stage === 'connect' || stage === 'auth';
  const faults: (readonly [string, string[]])[] = [];
  if (early && rule.sender !== '') {
    faults.push([
      `${path}.sender`,
      ['The sender is not known yet at this moment. Choose a later one.'],
    ]);
  }
  if ((early || stage === 'mail') && rule.recipient !== '') {
    faults.push([
      `${path}.recipient`,
      ['The recipient is not known yet at this moment. Choose a later one.'],
    ]);
  }
  return faults;
}

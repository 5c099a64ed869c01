import { z } from 'zod';

interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly format?: string;
  readonly default?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

/**
 * An input that a procedure takes, made from its schema alone, so that every procedure can be
 * called, also ones that come later.
 * @param id Stands for every id; windows are as long as they may be.
 */
export function minimalInput(schema: z.ZodType, id: number): unknown {
  return sample(z.toJSONSchema(schema, { io: 'input' }) as Schema, '', id);
}

function sample(schema: Schema, name: string, id: number): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const [first] = schema.anyOf ?? schema.oneOf ?? [];
  if (first) return sample(first, name, id);
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((key) => [
          key,
          sample(schema.properties?.[key] ?? {}, key, id),
        ]),
      );
    case 'array':
      return schema.items && schema.minItems ? [sample(schema.items, name, id)] : [];
    case 'integer':
    case 'number':
      if (name === 'limit') return 100;
      return /id$/i.test(name) || name === 'ids' ? id : (schema.minimum ?? 0);
    case 'boolean':
      return true;
    case 'string':
      if (schema.format === 'date') return '2026-03-01';
      if (schema.format === 'date-time') return '2026-03-01T12:00:00Z';
      return 'a'.repeat(schema.minLength ?? 0);
    case undefined:
    default:
      return null;
  }
}

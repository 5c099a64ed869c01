import type { FieldChange } from '../../ui/field.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { lineErrors } from './line-list.ts';

interface LineListFieldProps<Name extends string> {
  readonly name: Name;
  readonly label: string;
  readonly description: string;
  readonly placeholder?: string | undefined;
  /** What the field belongs to: its values, their refusals, and where changes go. */
  readonly page: {
    readonly values: Readonly<Record<Name, string>>;
    readonly errors: Readonly<Record<string, string>>;
    readonly changeOf: (name: Name) => FieldChange;
  };
  readonly onChange: (text: string) => void;
}

/** A list as a text area, one item a line; refusals name the line. */
export function LineListField<Name extends string>(props: LineListFieldProps<Name>) {
  const { name, label, description, placeholder, page, onChange } = props;
  return (
    <TextArea
      mono
      rows={3}
      {...{ label, description, placeholder, onChange }}
      value={page.values[name]}
      error={lineErrors(page.values[name], name, page.errors)}
      changed={page.changeOf(name)}
    />
  );
}

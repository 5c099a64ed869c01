import { Columns3 } from 'lucide-react';
import { type ComponentProps, useRef } from 'react';

import { ColumnChooser } from '../../ui/column-chooser.tsx';
import { useActions } from '../keys/actions.tsx';

/** The columns of a list, which the palette opens too. */
export function ListColumns<Row>(
  props: Omit<ComponentProps<typeof ColumnChooser<Row>>, 'triggerRef'>,
) {
  const trigger = useRef<HTMLButtonElement>(null);
  useActions([
    {
      id: 'columns',
      group: 'In a list',
      label: 'Columns and row height',
      keywords: 'show hide arrange compact comfortable',
      icon: Columns3,
      run: () => trigger.current?.click(),
    },
  ]);
  return <ColumnChooser {...props} triggerRef={trigger} />;
}

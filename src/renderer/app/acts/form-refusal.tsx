import { Notice } from '../../ui/notice.tsx';

interface FormRefusalProps {
  readonly form: { readonly message: string | null; readonly advice: string | null };
}

/** Why a form was refused, above its fields, and what to do. */
export function FormRefusal({ form: { message, advice } }: FormRefusalProps) {
  if (message === null) return null;
  return (
    <Notice tone="danger" title={message}>
      {advice}
    </Notice>
  );
}

import { Button, type ButtonProps } from './button.tsx';

interface FormButtonsProps extends Omit<ButtonProps, 'type'> {
  readonly onCancel: () => void;
}

/** The footer of a dialog that is a form. All but `onCancel` is about the button that submits it. */
export function FormButtons({ onCancel, ...submit }: FormButtonsProps) {
  return (
    <>
      <Button onClick={onCancel}>Cancel</Button>
      <Button variant="primary" {...submit} type="submit" />
    </>
  );
}

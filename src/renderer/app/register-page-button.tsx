import { useQueryOf } from '../query/use-query-of.ts';
import { Button } from '../ui/button.tsx';

/** Opens the page where people sign up: the first step where nobody has yet, and one can. */
export function RegisterPageButton() {
  const { data: status } = useQueryOf('application.status', {});
  const site = status?.addresses.accountsSite;
  if (!site || status.readOnly !== null) return null;
  return (
    <Button onClick={() => window.open(`${site}register/`, '_blank', 'noreferrer')}>
      Open the register page
    </Button>
  );
}

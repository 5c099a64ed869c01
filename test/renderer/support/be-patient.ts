import './act.ts';
import { configure, getConfig } from '@testing-library/react';

const { getElementError } = getConfig();

configure({
  // A busy machine may take longer than the usual second; who waits for what comes loses nothing by it.
  asyncUtilTimeout: 8_000,
  // Who waits in vain prints the page at the end; at each look before, it would be for nobody.
  getElementError(message, container) {
    // Its types leave it out; without it the page is printed as always.
    const isOneLookOfMany = Reflect.get(getConfig(), '_disableExpensiveErrorDiagnostics') === true;
    if (!isOneLookOfMany) return getElementError(message, container);
    const error = new Error(message ?? '');
    error.name = 'TestingLibraryElementError';
    return error;
  },
});

const LABELS: ReadonlyMap<number, string> = new Map([
  [65_001, 'utf-8'],
  [866, 'ibm866'],
  [932, 'shift_jis'],
  [936, 'gbk'],
  [949, 'euc-kr'],
  [950, 'big5'],
  [10_000, 'macintosh'],
  [20_866, 'koi8-r'],
  [28_592, 'iso-8859-2'],
  [50_220, 'iso-2022-jp'],
  [51_932, 'euc-jp'],
  [54_936, 'gb18030'],
]);

const decoders = new Map<string, InstanceType<typeof TextDecoder>>();

/** Text in a code page of Windows; in the one of Western Europe where the number has no decoder. */
export function decodeCodePage(bytes: Uint8Array, codePage: number): string {
  const isOfWindows = codePage === 874 || (codePage >= 1_250 && codePage <= 1_258);
  const label = LABELS.get(codePage) ?? `windows-${isOfWindows ? codePage : 1_252}`;
  const decoder = decoders.get(label) ?? new TextDecoder(label);
  decoders.set(label, decoder);
  return decoder.decode(bytes);
}

/** Text as the chat window shows it letter by letter, whatever marks it contains. */
export function escapeRichText(text: string): string {
	const [amp] = string.gsub(text, "&", "&amp;");
	const [lt] = string.gsub(amp, "<", "&lt;");
	const [gt] = string.gsub(lt, ">", "&gt;");
	const [quot] = string.gsub(gt, '"', "&quot;");
	const [apos] = string.gsub(quot, "'", "&apos;");
	return apos;
}

/**
 * Text without anything that could be a tag. Whether a bubble reads tags is a setting of the place: there the
 * brackets give way to look-alikes, since an escape would be shown as it is where tags are not read.
 */
export function withoutTags(text: string): string {
	const [left] = string.gsub(text, "<", "‹");
	const [right] = string.gsub(left, ">", "›");
	return right;
}

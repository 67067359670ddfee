/** How wide a text is, pixels. */
export type Measure = (text: string) => number;

export interface WrapLimits {
	/** Pixels. */
	readonly width: number;
	readonly lines: number;
}

const ELLIPSIS = "…";

/** The longest beginning of a text that fits beside `ending`. */
function fitting(
	text: string,
	ending: string,
	{ measure, width }: { measure: Measure; width: number },
): string {
	const characters = [...text];
	while (characters.length > 1 && measure(characters.join("") + ending) > width) characters.pop();
	return characters.join("").trimEnd() + ending;
}

/** A text in lines no wider than allowed, broken between words; a word that is too long is cut, and what is too much ends in an ellipsis. */
export function wrapText(text: string, measure: Measure, limits: WrapLimits): readonly string[] {
	const { width, lines: most } = limits;
	const lines: string[] = [];
	let line = "";
	for (const word of text.split(/\s+/).filter((part) => part !== "")) {
		const longer = line === "" ? word : `${line} ${word}`;
		if (measure(longer) <= width) line = longer;
		else {
			if (line !== "") lines.push(line);
			line = measure(word) <= width ? word : fitting(word, ELLIPSIS, { measure, width });
		}
	}
	if (line !== "") lines.push(line);
	if (lines.length <= most) return lines;
	const last = `${lines[most - 1]!} ${lines[most]!}`;
	return [...lines.slice(0, most - 1), fitting(last, ELLIPSIS, { measure, width })];
}

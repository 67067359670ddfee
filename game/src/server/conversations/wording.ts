/** Words and phrases with which a talk is left. */
const FAREWELLS = [
	"goodbye",
	"good bye",
	"bye",
	"farewell",
	"see you",
	"see ya",
	"take care",
	"so long",
	"good night",
	"until next time",
	"until we meet again",
];

/** Characters from which on a text within another makes an echo of it: shorter ones are in half of all lines. */
const ECHO_CHARACTERS = 12;
/** Characters from which on a first name alone counts as a mention: shorter ones are words of their own. */
const SHORT_NAME = 3;

/** A text without the blanks around it. */
export function trim(text: string): string {
	const [trimmed] = string.match(text, "^%s*(.-)%s*$");
	return typeIs(trimmed, "string") ? trimmed : "";
}

/** A text by its words alone: lower case, without punctuation, one space around each word. */
export function plain(text: string): string {
	const [words] = string.gsub(string.lower(text), "[%p%s]+", " ");
	const bare = trim(words);
	return bare === "" ? "" : ` ${bare} `;
}

function holds(plainText: string, plainPart: string): boolean {
	return plainPart !== "" && string.find(plainText, plainPart, 1, true)[0] !== undefined;
}

/** Whether somebody takes leave with this line. `plainLine` as from `plain`. */
export function isFarewell(plainLine: string): boolean {
	return FAREWELLS.some((phrase) => holds(plainLine, ` ${phrase} `));
}

/** Whether a line says what another has said already. Both as from `plain`. */
export function isEcho(plainLine: string, plainEarlier: string): boolean {
	if (plainLine === plainEarlier) return true;
	const [short, long] =
		plainLine.size() < plainEarlier.size() ? [plainLine, plainEarlier] : [plainEarlier, plainLine];
	return short.size() >= ECHO_CHARACTERS && holds(long, short);
}

/** Whether a line speaks to or of somebody by name, whole or first. `plainLine` as from `plain`. */
export function mentions(plainLine: string, name: string): boolean {
	const whole = plain(name);
	if (holds(plainLine, whole)) return true;
	const [first] = string.match(whole, "^ (%S+)");
	return typeIs(first, "string") && first.size() >= SHORT_NAME && holds(plainLine, ` ${first} `);
}

import { t } from "@rbxts/t";
import type { Logger } from "../../shared/util/ports";
import type { SheetWire } from "../../shared/wire";

/**
 * Attribute of the model of an NPC, or of a player's character, that says what the rules are to know of it: JSON, as the
 * backend takes it in `sheets`, such as `{"entityType":"monster","maxHP":13,"armorClass":13}`.
 */
export const SHEET_ATTRIBUTE = "EncounterSheet";

export interface SheetSource {
	readonly logger: Logger;
	/** What the attribute of somebody's body says; undefined where there is none. */
	readonly sheetTextOf: (id: string) => unknown;
	/** Throws where a text is not JSON. */
	readonly decode: (text: string) => unknown;
}

const isSheet = t.map(t.string, t.any);

/** Sheets of those who have one, by entity id; undefined where nobody has. One that cannot be read is left out, and said. */
export function readSheets(
	ids: readonly string[],
	{ logger, sheetTextOf, decode }: SheetSource,
): Readonly<Record<string, SheetWire>> | undefined {
	const sheets: Record<string, SheetWire> = {};
	let isAnyThere = false;
	for (const id of ids) {
		const text = sheetTextOf(id);
		if (text === undefined) continue;
		const [isJson, sheet] = pcall(() => (typeIs(text, "string") ? decode(text) : undefined));
		if (!isJson || !isSheet(sheet)) {
			logger.write("warn", `${SHEET_ATTRIBUTE} of ${id} is left out: it is not a JSON object.`);
		} else if (!sheet.isEmpty()) {
			sheets[id] = sheet;
			isAnyThere = true;
		}
	}
	// Without members it would be encoded as an empty list.
	return isAnyThere ? sheets : undefined;
}

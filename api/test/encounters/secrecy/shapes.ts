import type { Told } from "./sieve.js";

/** What everybody knows of whom they see, as the rules of secrecy have it (not as the code does). */
const PUBLIC: ReadonlySet<string> = new Set([
	"entityId",
	"entityType",
	"name",
	"side",
	"userId",
	"position",
	"life",
	"turnStatus",
	"isConnected",
	"initiative",
	"health",
	"conditions",
]);
/** Of player characters besides. */
const HIT_POINTS: ReadonlySet<string> = new Set(["currentHP", "maxHP", "temporaryHP"]);
const OF_A_CONDITION: ReadonlySet<string> = new Set(["condition", "sourceId"]);
/** Of the room alone: no reader has them. */
const NOBODYS: ReadonlySet<string> = new Set([
	"roller",
	"seed",
	"answered",
	"messageCount",
	"messageId",
	"revision",
	"turnHistory",
	"dexterity",
	"actedInRound",
]);

type Thing = Readonly<Record<string, unknown>>;

/** What of something told has a shape that is not for its reader: sheets of others, their dice, how much they were hurt. */
export function shapesIn(
	{ text, reader }: Pick<Told, "text" | "reader">,
	playerOf: (entityId: string) => string | undefined,
): readonly string[] {
	if (reader.kind === "nobody") return [];
	const found = new Set<string>();
	const isOwn = (entityId: unknown): boolean => {
		if (reader.kind === "dm") return true;
		if (reader.kind === "mind") return entityId === reader.entityId;
		return typeof entityId === "string" && playerOf(entityId) === reader.userId;
	};
	const isOpen = (entityId: unknown): boolean =>
		isOwn(entityId) || (typeof entityId === "string" && playerOf(entityId) !== undefined);
	const check = (fields: Thing, entityId: unknown): void => {
		if (isOwn(entityId)) return;
		for (const field of Object.keys(fields)) {
			if (PUBLIC.has(field) || (HIT_POINTS.has(field) && isOpen(entityId))) continue;
			found.add(`"${field}" of ${String(entityId)}`);
		}
		for (const condition of listIn(fields["conditions"])) {
			for (const field of Object.keys(condition))
				if (!OF_A_CONDITION.has(field)) found.add(`"${field}" of a condition of ${String(entityId)}`);
		}
	};
	const look = (value: unknown): void => {
		if (Array.isArray(value)) return value.forEach(look);
		if (typeof value !== "object" || value === null) return;
		const thing = value as Thing;
		for (const field of Object.keys(thing)) if (NOBODYS.has(field)) found.add(`"${field}"`);
		if ("notes" in thing && reader.kind !== "dm") found.add(`"notes"`);
		if ("health" in thing && "entityType" in thing) check(thing, thing["entityId"]);
		if (thing["type"] === "participant" && isThing(thing["changes"]))
			check(thing["changes"], thing["entityId"]);
		if (thing["type"] === "ROLLED" && !isOpen(thing["entityId"])) found.add(`"ROLLED" by another`);
		if (thing["kind"] === "damaged" || thing["kind"] === "healed") {
			if ("amount" in thing && !isOpen(thing["entityId"])) found.add(`"amount" that another was hurt`);
		}
		const isNothing = Array.isArray(thing["events"]) && thing["events"].length === 0;
		if (isNothing && !("commandId" in thing) && !("command_id" in thing)) found.add(`"events": none`);
		Object.values(thing).forEach(look);
	};
	valuesIn(text).forEach(look);
	return [...found];
}

function isThing(value: unknown): value is Thing {
	return typeof value === "object" && value !== null;
}

function listIn(value: unknown): readonly Thing[] {
	return Array.isArray(value) ? value.filter(isThing) : [];
}

/** The JSON in a frame: of a socket as it is, of a stream in its lines. */
function valuesIn(text: string): readonly unknown[] {
	const pieces = /^[[{]/.test(text)
		? [text]
		: text.split("\n").flatMap((line) => (line.startsWith("data:") ? [line.slice("data:".length)] : []));
	return pieces.flatMap((piece): readonly unknown[] => {
		try {
			return [JSON.parse(piece)];
		} catch {
			// Of a line that is no JSON only words are looked for.
			return [];
		}
	});
}

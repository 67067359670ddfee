import type {
	ActionResultWire,
	ContentWire,
	PlayerViewWire,
	QuestUpdateWire,
	SharedWorldWire,
	WorldUpdateWire,
} from "../../../game/src/shared/wire/index.js";
import { asRecord, MalformedFrame, readJson, readReason } from "../frames.js";
import { readPlace, type Place } from "./place.js";

/** What is told of the state, each at its place. */
export type StateMessage =
	| { readonly type: "connected"; readonly userId: string }
	| { readonly type: "reset"; readonly reason: string }
	| { readonly type: "view"; readonly view: PlayerViewWire; readonly place: Place }
	| { readonly type: "world"; readonly world: SharedWorldWire; readonly place: Place }
	| { readonly type: "update"; readonly update: WorldUpdateWire | QuestUpdateWire; readonly place: Place }
	| { readonly type: "content"; readonly content: ContentWire; readonly place: Place }
	| { readonly type: "heartbeat"; readonly place: Place };

/** What answers one command, by its id. */
export type AnswerMessage =
	| { readonly type: "action_result"; readonly id: string; readonly result: ActionResultWire }
	| { readonly type: "chat_accepted"; readonly id: string; readonly messageId: string }
	| ErrorMessage;

export interface ErrorMessage {
	readonly type: "error";
	/** Of the command that failed; undefined where the server could not tell. */
	readonly id?: string;
	readonly code: string;
	readonly message: string;
}

export type ServerMessage =
	StateMessage | AnswerMessage | { readonly type: "close"; readonly reason: string };

type Json = ReturnType<typeof asRecord>;

function asText(value: unknown, what: string): string {
	if (typeof value === "string") return value;
	throw new MalformedFrame(`${what} is not a text`);
}

/** Checks that `value` is a list of things with ids. */
function checkThings(value: unknown, what: string): readonly Json[] {
	if (!Array.isArray(value)) throw new MalformedFrame(`${what} is not a list`);
	return value.map((item: unknown) => {
		const thing = asRecord(item, `one of ${what}`);
		asText(thing["id"], `an id of ${what}`);
		return thing;
	});
}

function readView(value: unknown): PlayerViewWire {
	const view = asRecord(value, "the view");
	asText(view["location"], "the location");
	checkThings(view["inventory"], "the inventory");
	checkThings(view["quests"], "the quests");
	return value as PlayerViewWire;
}

function readWorld(value: unknown): SharedWorldWire {
	const world = asRecord(value, "the world");
	for (const location of checkThings(world["locations"], "the locations")) {
		checkThings(location["items"], "the items");
		if (!Array.isArray(location["exits"])) throw new MalformedFrame("exits is not a list");
	}
	return value as SharedWorldWire;
}

function readUpdate(message: Json): WorldUpdateWire | QuestUpdateWire {
	if (message["type"] === "quest_update") {
		asText(asRecord(message["quest"], "the quest")["id"], "the quest's id");
	} else {
		if (!Array.isArray(message["changes"])) throw new MalformedFrame("changes is not a list");
		for (const change of message["changes"]) asText(asRecord(change, "a change")["operation"], "operation");
	}
	const update: unknown = message;
	return update as WorldUpdateWire | QuestUpdateWire;
}

function readContent(message: Json): ContentWire {
	asText(message["message_id"], "message_id");
	asText(message["text"], "the text");
	if (typeof message["index"] !== "number") throw new MalformedFrame("index is not a number");
	const content: unknown = message;
	return content as ContentWire;
}

/** What an answer that names its command says; undefined where it names none. */
function readAnswer(message: Json): AnswerMessage | undefined {
	const { type, id } = message;
	if (type === "error") {
		const [code, words] = [asText(message["code"], "the code"), asText(message["message"], "the message")];
		return { type, code, message: words, ...(typeof id === "string" && { id }) };
	}
	if (typeof id !== "string") return undefined;
	if (type === "action_result") {
		const result: unknown = message;
		return { type, id, result: result as ActionResultWire };
	}
	return { type: "chat_accepted", id, messageId: asText(message["message_id"], "message_id") };
}

/** One message of the server, its text decoded; undefined where it says nothing to a player. @throws MalformedFrame */
export function readServerMessage(data: unknown): ServerMessage | undefined {
	const message = asRecord(readJson(data), "the message");
	const { type, cursor } = message;
	switch (type) {
		case "connected":
			return { type, userId: asText(message["user_id"], "user_id") };
		case "view":
			return { type, view: readView(message["view"]), place: readPlace(cursor) };
		case "world":
			return { type, world: readWorld(message["world"]), place: readPlace(cursor) };
		case "world_update":
		case "quest_update":
			return { type: "update", update: readUpdate(message), place: readPlace(cursor) };
		case "content":
			return { type, content: readContent(message), place: readPlace(cursor) };
		case "heartbeat":
			return { type, place: readPlace(cursor) };
		case "action_result":
		case "chat_accepted":
		case "error":
			return readAnswer(message);
		case "reset":
		case "close":
			return { type, reason: readReason(message) };
		default:
			return undefined;
	}
}

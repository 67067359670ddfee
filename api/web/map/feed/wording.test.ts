import { describe, expect, it } from "vitest";
import { NO_WORLD, type SyncedEntity, type SyncedWorld } from "../../../client/index.js";
import { lookupIn } from "./feed.js";
import { listed, plainText, sentenceOf } from "./wording.js";
import type { EventWire } from "../../../../game/src/shared/wire/index.js";

const NAMES = ["Ada", "Bo", "Cleo", "Dmitri", "Esme", "Farid"];

function town(groups: Readonly<Record<string, readonly string[]>> = {}): SyncedWorld {
	const entities = NAMES.map((name, index): SyncedEntity => ({
		id: `npc:${index + 1}`,
		key: name,
		name,
		type: "npc",
	}));
	return {
		...NO_WORLD,
		entities: new Map(entities.map((entity) => [entity.id, entity])),
		clusters: new Map(
			Object.entries(groups).map(([id, members]) => [
				id,
				{ id, source: "", members, npcs: members.length, players: 0, formed: 0 },
			]),
		),
	};
}

function said(event: Omit<EventWire, "at">, now: SyncedWorld, before: SyncedWorld = town()): string {
	return plainText(sentenceOf({ ...event, at: 1 }, lookupIn(now), [now, before]));
}

const two = town({ c: ["npc:1", "npc:2"] });
const five = town({ c: ["npc:1", "npc:2", "npc:3", "npc:4", "npc:5"] });

describe("sentenceOf", () => {
	it.each([
		["cluster_formed", "c", "Ada and Bo gathered"],
		["cluster_formed", "c", "Ada, Bo and 3 others gathered"],
		["cluster_joined", "Ada", "Ada joined Bo"],
		["cluster_joined", "npc:1", "Ada joined Bo"],
		["cluster_left", "Farid", "Farid left Ada and Bo"],
		["cluster_merged", "c", "Two groups became one: Ada, Bo and 3 others"],
		["cluster_split", "c", "A group split: Ada and Bo stay together"],
		["cluster_dissolved", "c", "Ada and Bo went their own ways"],
	])("[PG12] tells %s by %s: %s", (type, actor, text) => {
		expect(said({ type, actor, clusterId: "c" }, text.includes("others") ? five : two)).toBe(text);
	});

	it("[PG12] finds who was in a group that is gone in the world before", () => {
		expect(said({ type: "cluster_dissolved", actor: "c" }, town(), two)).toBe(
			"Ada and Bo went their own ways",
		);
	});

	it("[PG12] believes the event's own list of members first", () => {
		const event = { type: "cluster_formed", actor: "c", clusterId: "c", data: { members: ["Cleo", "Esme"] } };
		expect(said(event, two)).toBe("Cleo and Esme gathered");
	});

	it.each([
		["cluster_formed", "A group gathered"],
		["cluster_merged", "Two groups became one"],
		["cluster_split", "A group split"],
		["cluster_dissolved", "A group broke up"],
		["cluster_left", "Ada left the group"],
	])("[PG12] tells %s of a group that nobody knows", (type, text) => {
		expect(said({ type, actor: "Ada", clusterId: "unknown" }, town())).toBe(text);
	});

	it.each([
		[{ type: "talk", actor: "Ada", target: "Bo" }, "Ada talked with Bo"],
		[{ type: "greeting", actor: "Ada", target: "Bo" }, "Ada greeted Bo"],
		[{ type: "talk", actor: "Ada" }, "Ada talked"],
		[{ type: "shared_apple", actor: "Ada", target: "Bo" }, "Ada shared apple with Bo"],
		[{ type: "wave", actor: "Stranger" }, "Stranger wave"],
		[
			{ type: "talk", actor: "Ada", target: "Bo", data: { text: " Hello. " } },
			"Ada talked with Bo: “Hello.”",
		],
		[{ type: "talk", actor: "Ada", target: "Bo", data: { text: 5 } }, "Ada talked with Bo"],
	])("[PG12] tells an interaction %j", (event, text) => {
		expect(said(event, town())).toBe(text);
	});

	it("[PG12] knows whom it is about, by id", () => {
		const now = five;
		const about = (event: Omit<EventWire, "at">): readonly string[] =>
			sentenceOf({ ...event, at: 1 }, lookupIn(now), [now]).about;
		expect(about({ type: "talk", actor: "Ada", target: "Nobody" })).toEqual(["npc:1"]);
		expect(about({ type: "cluster_left", actor: "Farid", clusterId: "c" })).toEqual([
			"npc:6",
			"npc:1",
			"npc:2",
			"npc:3",
			"npc:4",
			"npc:5",
		]);
	});
});

describe("listed", () => {
	it("[PG12] names up to four and counts the rest", () => {
		const text = (people: readonly string[]): string => listed(people).join("");
		expect(text(["Ada"])).toBe("Ada");
		expect(text(["Ada", "Bo"])).toBe("Ada and Bo");
		expect(text(["Ada", "Bo", "Cleo", "Dmitri"])).toBe("Ada, Bo, Cleo and Dmitri");
		expect(text(NAMES)).toBe("Ada, Bo and 4 others");
	});
});

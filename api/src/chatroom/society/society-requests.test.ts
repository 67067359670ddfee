import { describe, expect, it } from "vitest";
import type { z } from "zod";
import {
	conversationsQuery,
	creatureParams,
	giftBody,
	giftParams,
	idParams,
	meditateBody,
	recoverBody,
	teamBody,
} from "./society-requests.js";

const ADA = { id: "ada", name: "Ada", personality: "kind", likes: ["food"], dislikes: ["work"] };

function wrongPlaces(schema: z.ZodType, input: unknown): string[] {
	const { error } = schema.safeParse(input);
	return [...new Set(error?.issues.map(({ path }) => path.join(".")))];
}

describe("requests to societies", () => {
	it("[CE3] name a page by what it has been told, ten conversations by default", () => {
		expect(conversationsQuery.parse({})).toEqual({ limit: 10 });
		expect(conversationsQuery.parse({ limit: "50" })).toEqual({ limit: 50 });
		for (const limit of ["0", "51", "-1", "1.5", "ten", "", ["1", "2"]]) {
			expect(wrongPlaces(conversationsQuery, { limit })).toEqual(["limit"]);
		}
		for (const cursor of ["", "nowhere", "x".repeat(300), ["a", "b"]]) {
			expect(wrongPlaces(conversationsQuery, { cursor })).toEqual(["cursor"]);
		}
	});

	it.each(["", "a\u0000b", "a\nb", "\ud800", "x".repeat(257)])("[CE2] refuse the id %j", (id) => {
		expect(wrongPlaces(idParams, { id })).toEqual(["id"]);
	});

	it.each(["", ".", "..", "a b", "a\u00a0b", "a\u2028b", "a\u0000", "\udc00", "x".repeat(65)])(
		"[CE2] refuse %j for a chatling's id, wherever it stands",
		(id) => {
			expect(wrongPlaces(creatureParams, { creatureId: id })).toEqual(["creatureId"]);
			expect(wrongPlaces(teamBody, { creature_ids: [id] })).toEqual(["creature_ids.0"]);
			expect(wrongPlaces(giftBody, { chatlings: [{ ...ADA, id }] })).toEqual(["chatlings.0.id"]);
		},
	);

	it("[CE2] take other strange ids for what they are", () => {
		for (const id of ["...", "__proto__", "%2e", "é🌍", "a/b", "';--", "{1-2}", "x".repeat(64)]) {
			expect(creatureParams.parse({ creatureId: id })).toEqual({ creatureId: id });
		}
	});

	it.each(["", " \t ", "\u200b", "A\u0007", "A\nB", "A\u2028B", "\ud800da", "x".repeat(41), 7, null])(
		"[CE9] refuse the name %j",
		(name) => {
			expect(wrongPlaces(giftBody, { chatlings: [{ ...ADA, name }] })).toEqual(["chatlings.0.name"]);
		},
	);

	it("[CE9] take names as they are, but for blanks around them", () => {
		for (const [name, kept] of [
			["  Ada ", "Ada"],
			["Łucja 🦊", "Łucja 🦊"],
			["x".repeat(40), "x".repeat(40)],
			["{title}", "{title}"],
		]) {
			expect(giftBody.parse({ chatlings: [{ ...ADA, name }] }).chatlings[0]?.name).toBe(kept);
		}
	});

	it.each([
		[{ personality: "evil" }, "personality"],
		[{ likes: ["politics"] }, "likes.0"],
		[{ likes: ["food", "food"] }, "likes"],
		[{ dislikes: undefined }, "dislikes"],
		[{ dislikes: ["food"] }, ""],
		[{ mood: "happy" }, ""],
	])("[CE9] refuse a chatling with %j", (other, place) => {
		const at = ["chatlings", "0", ...(place === "" ? [] : [place])].join(".");
		expect(wrongPlaces(giftBody, { chatlings: [{ ...ADA, ...other }] })).toEqual([at]);
	});

	it("[CE9] refuse gifts that are too many, twice the same, or no number", () => {
		const many = (count: number) => Array.from({ length: count }, (_, at) => ({ ...ADA, id: String(at) }));
		expect(giftBody.safeParse({ chatlings: many(50) }).success).toBe(true);
		expect(wrongPlaces(giftBody, { chatlings: many(51) })).toEqual(["chatlings"]);
		expect(wrongPlaces(giftBody, { chatlings: [ADA, ADA] })).toEqual(["chatlings"]);
		for (const coins of [-1, 1.5, "5", 1_000_001, null]) {
			expect(wrongPlaces(giftBody, { coins })).toEqual(["coins"]);
		}
		expect(wrongPlaces(giftBody, { id: "" })).toEqual(["id"]);
		expect(giftBody.parse({})).toEqual({ chatlings: [], coins: 0 });
		expect(wrongPlaces(giftParams, { userId: "a\nb" })).toEqual(["userId"]);
	});

	it("[CE5] refuse attempts without their number", () => {
		for (const attempt of [undefined, -1, 0.5, "0", null, 2 ** 60]) {
			expect(wrongPlaces(recoverBody, { attempt })).toEqual(["attempt"]);
		}
		expect(recoverBody.parse({ attempt: 0 })).toEqual({ attempt: 0 });
	});

	it("[CE7] refuse a meditation that is not said to be one, and a team that is too large", () => {
		for (const meditating of [undefined, 1, "true", null]) {
			expect(wrongPlaces(meditateBody, { meditating })).toEqual(["meditating"]);
		}
		expect(teamBody.parse({ creature_ids: [] })).toEqual({ creature_ids: [] });
		for (const ids of [undefined, "a", ["a", "a"], ["a", "b", "c", "d"]]) {
			expect(wrongPlaces(teamBody, { creature_ids: ids })).toEqual(["creature_ids"]);
		}
	});
});

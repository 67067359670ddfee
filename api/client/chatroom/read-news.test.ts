import { describe, expect, it } from "vitest";
import { readNews } from "./read-news.js";

describe("an event of the chatroom", () => {
	it.each([
		["conversation", { id: "c1" }],
		["read", { id: "c1" }],
		["runaway", { creature_id: "owl" }],
		["recovery", { creature_id: "owl", is_won: false }],
		["society", { reason: "meditation" }],
		["society", { reason: "team" }],
		["society", { reason: "collection" }],
	])("[CL40] is told as it is: %s", (type, data) => {
		expect(readNews(type, { ...data, later: 1 })).toEqual({ type, data });
	});

	it.each([
		["state", {}],
		["conversation", {}],
		["read", { id: 1 }],
		["runaway", null],
		["recovery", { creature_id: "owl" }],
		["recovery", { is_won: true }],
		["society", { reason: "weather" }],
		["wedding", { id: "c1" }],
		["toString", "text"],
	])("[CL40] asks for everything anew where it may mean anything: %s %j", (type, data) => {
		expect(readNews(type, data)).toEqual({ type: "state" });
	});
});

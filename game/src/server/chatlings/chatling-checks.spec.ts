import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { wireChatling } from "../../../test/backend/society-backend";
import { isChatlingsAnswer, readTold } from "./chatling-checks";

const user = { user_id: "1", chatlings: [wireChatling("a")], ran_away: ["b"] };

export = (t: Suite) => {
	t.it("[CB50] takes an answer as the backend gives it, with nobody and nothing in it too", () => {
		expect(isChatlingsAnswer({ users: [user] })).toBe(true);
		expect(isChatlingsAnswer({ users: [] })).toBe(true);
		expect(isChatlingsAnswer({ users: [{ user_id: "1", chatlings: [] }] })).toBe(true);
		expect(isChatlingsAnswer({ users: [user], more: 1 }), "what comes with time").toBe(true);
	});

	t.it("[CB50] refuses what lacks something or says it in another type", () => {
		expect(isChatlingsAnswer(undefined)).toBe(false);
		expect(isChatlingsAnswer("<html>")).toBe(false);
		expect(isChatlingsAnswer({})).toBe(false);
		expect(isChatlingsAnswer({ users: [{ ...user, user_id: 1 }] })).toBe(false);
		expect(isChatlingsAnswer({ users: [{ ...user, chatlings: undefined }] })).toBe(false);
		expect(isChatlingsAnswer({ users: [{ ...user, ran_away: "b" }] })).toBe(false);
		const chatling = wireChatling("a");
		for (const [key] of pairs(chatling)) {
			const chatlings = [{ ...chatling, [key]: undefined }];
			expect(isChatlingsAnswer({ users: [{ ...user, chatlings }] }), key).toBe(false);
		}
		for (const wrong of [{ mood: "cross" }, { creature_id: "" }, { name: 7 }]) {
			const chatlings = [{ ...chatling, ...wrong }];
			expect(isChatlingsAnswer({ users: [{ ...user, chatlings }] })).toBe(false);
		}
	});

	t.it("[CB50] reads what is said of a user, each chatling once", () => {
		const again = wireChatling("a", { mood: "happy" });
		const told = readTold({ ...user, chatlings: [wireChatling("a"), wireChatling("b"), again] });
		expect(told.chatlings).toEqual([
			{ creatureId: "a", name: "Name a", persona: "Is a.", mood: "neutral" },
			{ creatureId: "b", name: "Name b", persona: "Is b.", mood: "neutral" },
		]);
		expect(told.ranAway).toEqual(new Set(["b"]));
		expect(readTold({ user_id: "1", chatlings: [] }).ranAway).toEqual(new Set());
	});
};

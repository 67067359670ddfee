import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { seededRandom } from "../../wording/random.js";
import { planConversation } from "./plan-conversation.js";
import { randomSociety, TOPICS } from "./testing/random-society.js";

/** Conversations whose outcomes are looked at as a whole. */
const CONVERSATIONS = 2_000;

/** Of what they came to when the rules were last changed; rules that change change this. */
const DIGEST = "d640fcbf7cb720cb032c13b6e5810f4ec1703be9b8f778781fb14e9cbd6ae0f6";

describe("outcomes of seeds", () => {
	it("[CS1] are the same from one release to the next: a run that was begun before is finished after", () => {
		const outcomes = createHash("sha256");
		for (let seed = 0; seed < CONVERSATIONS; seed += 1) {
			const society = randomSociety("ana", seededRandom(`society ${seed}`));
			const outcome = planConversation(society, { topics: TOPICS, random: seededRandom(`run ${seed}`) });
			const friendships = "friendships" in outcome ? [...outcome.friendships] : [];
			outcomes.update(JSON.stringify({ ...outcome, friendships }));
		}
		expect(outcomes.digest("hex")).toBe(DIGEST);
	});
});

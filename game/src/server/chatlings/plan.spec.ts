import { expect } from "../../../test/harness/expect";
import type { SeededRandom } from "../../../test/harness/random";
import type { Suite } from "../../../test/harness/suite";
import type { Chatling } from "./chatling";
import { chatlingId } from "./chatling";
import type { ChatlingAct, ChatlingOwner, PlanInput, Standing } from "./plan";
import { chooseChatlings, planChatlings } from "./plan";

const chatling = (creatureId: string, changes: Partial<Chatling> = {}): Chatling => ({
	creatureId,
	name: `Name ${creatureId}`,
	persona: "",
	mood: "neutral",
	...changes,
});
const owner = (
	userId: string,
	creatureIds: readonly string[],
	ranAway: readonly string[] = [],
): ChatlingOwner => ({
	userId,
	told: { chatlings: creatureIds.map((id) => chatling(id)), ranAway: new Set(ranAway) },
});
const stander = (userId: string, creatureId: string, isTalking = false): Standing => ({
	userId,
	chatling: chatling(creatureId),
	isTalking,
});

const LIMITS = { chatlingsPerPlayer: 3, chatlingsPerServer: 40 };
const plan = (input: Partial<PlanInput>) =>
	planChatlings({ owners: [], standing: [], limits: LIMITS, shownName: (_, name) => name, ...input });
const words = (acts: readonly ChatlingAct[]) =>
	acts.map(({ kind, userId, chatling: { creatureId } }) => `${kind} ${userId}${creatureId}`);

/** The place after these acts. */
function after(standing: readonly Standing[], acts: readonly ChatlingAct[]): Standing[] {
	const place = new Map<string, Standing>();
	for (const each of standing) place.set(chatlingId(each.userId, each.chatling.creatureId), each);
	for (const { kind, userId, chatling: given } of acts) {
		const id = chatlingId(userId, given.creatureId);
		const known = place.get(id);
		expect(known === undefined, `${kind} ${id}`).toBe(kind === "appear");
		if (kind === "appear" || kind === "change") {
			place.set(id, { userId, chatling: given, isTalking: known?.isTalking === true });
		} else place.delete(id);
	}
	const left: Standing[] = [];
	for (const [, each] of place) left.push(each);
	return left;
}

/** Players with collections of any size, and a place in which others stand. */
function anyInput(random: SeededRandom): PlanInput {
	const owners: ChatlingOwner[] = [];
	for (const user of $range(1, random.integer(0, 6))) {
		const ids = random.shuffled(["a", "b", "c", "d", "e"]).filter(() => random.chance(0.7));
		const gone = ["a", "b", "c"].filter((id) => !ids.includes(id) && random.chance(0.5));
		owners.push(random.chance(0.1) ? { userId: `${user}` } : owner(`${user}`, ids, gone));
	}
	const limits = { chatlingsPerPlayer: random.integer(1, 4), chatlingsPerServer: random.integer(1, 12) };
	const standing: Standing[] = [];
	const countOf = new Map<string, number>();
	for (const _ of $range(1, random.integer(0, limits.chatlingsPerServer))) {
		const each = stander(`${random.integer(1, 8)}`, random.pick(["a", "b", "c", "d"]), random.chance(0.3));
		const count = countOf.get(each.userId) ?? 0;
		const isThere = standing.some(
			({ userId, chatling: { creatureId } }) =>
				userId === each.userId && creatureId === each.chatling.creatureId,
		);
		if (isThere || count >= limits.chatlingsPerPlayer) continue;
		countOf.set(each.userId, count + 1);
		standing.push(each);
	}
	return { owners, standing, limits, shownName: (_, name) => name };
}

export = (t: Suite) => {
	t.it("[CB51] lets those appear who should be here, the first of everybody first", () => {
		const owners = [owner("1", ["a", "b"]), owner("2", ["c"]), { userId: "3" }];
		expect(words(plan({ owners }))).toEqual(["appear 1a", "appear 2c", "appear 1b"]);
	});

	t.it("[CB51] keeps to the limits of each player and of the server, fairly", () => {
		const owners = [owner("1", ["a", "b", "c", "d"]), owner("2", ["a", "b", "c"])];
		expect(chooseChatlings(owners, LIMITS).size()).toBe(6);
		const few = chooseChatlings(owners, { chatlingsPerPlayer: 2, chatlingsPerServer: 3 });
		expect(few.map(({ userId, chatling: { creatureId } }) => userId + creatureId)).toEqual([
			"1a",
			"2a",
			"1b",
		]);
	});

	t.it("[CB51] does nothing where all is as it should be", () => {
		expect(plan({ owners: [owner("1", ["a"])], standing: [stander("1", "a")] })).toEqual([]);
	});

	t.it("[CB51] changes what is said otherwise, and nothing else", () => {
		for (const changes of [{ mood: "happy" }, { persona: "Is cross." }, { name: "Pip" }] as const) {
			const owners = [
				{ userId: "1", told: { chatlings: [chatling("a", changes)], ranAway: new Set<string>() } },
			];
			expect(plan({ owners, standing: [stander("1", "a", true)] })).toEqual([
				{ kind: "change", userId: "1", chatling: chatling("a", changes) },
			]);
		}
	});

	t.it("[CB52] tells a runaway from one that is merely not to be seen", () => {
		const standing = [stander("1", "a"), stander("1", "b", true)];
		expect(words(plan({ owners: [owner("1", [], ["a", "x"])], standing }))).toEqual([
			"runAway 1a",
			"leave 1b",
		]);
	});

	t.it("[CB52] takes away all of a player who has gone, whatever they are in", () => {
		const standing = [stander("1", "a", true), stander("2", "a")];
		expect(words(plan({ owners: [owner("2", ["a"])], standing }))).toEqual(["leave 1a"]);
	});

	t.it("[CB51] lets a talk end before its speaker makes room, and never has one too many", () => {
		const limits = { chatlingsPerPlayer: 1, chatlingsPerServer: 1 };
		const owners = [owner("1", ["b", "a"])];
		expect(plan({ owners, limits, standing: [stander("1", "a", true)] })).toEqual([]);
		expect(words(plan({ owners, limits, standing: [stander("1", "a")] }))).toEqual(["leave 1a", "appear 1b"]);
	});

	t.it("[CB53] shows a name as everybody may see it, and nobody before that is known", () => {
		const owners = [owner("1", ["a"])];
		expect(plan({ owners, shownName: () => undefined })).toEqual([]);
		const [act] = plan({ owners, shownName: (userId, name) => `${userId} ${name}` });
		expect(act!.chatling.name).toBe("1 Name a");
		const renamed = {
			userId: "1",
			told: { chatlings: [chatling("a", { name: "####" })], ranAway: new Set<string>() },
		};
		const standing = [stander("1", "a")];
		expect(
			plan({ owners: [renamed], standing, shownName: () => undefined }),
			"the old one until then",
		).toEqual([]);
	});

	t.property(
		"[CB51] comes to rest in one go where nobody talks, within the limits all along",
		500,
		(random) => {
			const input = anyInput(random);
			const place = after(input.standing, planChatlings(input));
			const countOf = new Map<string, number>();
			for (const { userId } of place) countOf.set(userId, (countOf.get(userId) ?? 0) + 1);
			for (const [, count] of countOf) expect(count).toBeAtMost(input.limits.chatlingsPerPlayer);
			expect(place.size()).toBeAtMost(input.limits.chatlingsPerServer);

			const quiet = place.map((each) => ({ ...each, isTalking: false }));
			const settled = after(quiet, planChatlings({ ...input, standing: quiet }));
			const ids = (all: readonly Pick<Standing, "userId" | "chatling">[]) =>
				all.map((each) => chatlingId(each.userId, each.chatling.creatureId)).sort();
			expect(ids(settled)).toEqual(ids(chooseChatlings(input.owners, input.limits)));
			expect(planChatlings({ ...input, standing: settled })).toEqual([]);
		},
	);
};

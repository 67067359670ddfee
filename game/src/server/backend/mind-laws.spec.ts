import { expect } from "../../../test/harness/expect";
import type { SeededRandom } from "../../../test/harness/random";
import type { Suite } from "../../../test/harness/suite";
import { TalkRig } from "../../../test/backend/talk-rig";
import { TALK_FAULTS } from "../../../test/backend/talk-line";

const NPCS = ["n1", "n2", "n3"];
const PRIORITIES = ["urgent", "conversation", "background"] as const;
/** Seconds of trouble, and of calm after it: enough for the longest wait before a retry. */
const TROUBLED_SECONDS = 90;
const CALM_SECONDS = 90;

/** What somebody did, to be compared with what came of it. */
interface Story {
	readonly rig: TalkRig;
	/** Ids of the messages of each NPC, in the order asked. */
	readonly asked: Map<string, string[]>;
	readonly cancelled: Set<string>;
	readonly said: string[];
}

function tell(random: SeededRandom): Story {
	const rig = new TalkRig(random);
	const asked = new Map<string, string[]>();
	const cancelled = new Set<string>();
	const said: string[] = [];
	const ids: string[] = [];
	rig.backend.answerSeconds = random.pick([
		[0.1, 1],
		[0.1, 12],
		[2, 25],
	] as const);
	rig.backend.refuseRate = random.pick([0, 0.3]);
	rig.backend.loseRate = random.pick([0, 0.3]);
	rig.backend.repeatRate = random.pick([0, 0.3]);
	rig.line.faultRate = random.pick([0, 0.2, 0.6]);
	rig.line.faults = random.shuffled(TALK_FAULTS).filter((_, i) => i < 3);
	for (const npcId of NPCS) rig.register(npcId);
	rig.run(TROUBLED_SECONDS, () => {
		if (random.chance(0.06)) {
			const npcId = random.pick(NPCS);
			const id = rig.ask(npcId, random.pick(PRIORITIES));
			asked.set(npcId, [...(asked.get(npcId) ?? []), id]);
			ids.push(id);
		}
		if (random.chance(0.06)) said.push(rig.say());
		if (random.chance(0.01) && !ids.isEmpty()) {
			const id = random.pick(ids);
			if (!rig.answered().includes(id)) cancelled.add(id);
			rig.mind.cancel(id);
		}
		if (random.chance(0.003)) rig.line.isDown = !rig.line.isDown;
		if (random.chance(0.003)) rig.line.isDirectDown = !rig.line.isDirectDown;
		if (random.chance(0.002)) rig.backend.restart();
	});
	rig.line.faultRate = 0;
	rig.line.isDown = false;
	rig.run(CALM_SECONDS);
	return { rig, asked, cancelled, said };
}

export = (t: Suite) => {
	t.property("gives each question one reply, in its NPC's order, within its time", 60, (random) => {
		const { rig, asked, cancelled } = tell(random);
		const { config } = rig;
		// Waiting for its own turn behind others adds a bounded wait for each way that they still had to go.
		const bound = config.backgroundOverdueSeconds + config.directSeconds + 2 * config.orderWaitSeconds;
		for (const [npcId, ids] of asked) {
			const expected = ids.filter((id) => !cancelled.has(id));
			const given = rig.given.filter(({ reply }) => reply.npcId === npcId);
			expect(
				given.map(({ reply }) => reply.messageId),
				npcId,
			).toEqual(expected);
			for (const { reply, at } of given) {
				expect(reply.content !== "", "nobody stays silent").toBe(true);
				const isOwn = reply.content === `answer to ${reply.messageId}`;
				expect(isOwn, "only the place's own lines are not the backend's").toBe(reply.via !== "local");
				expect(at - rig.askedAt.get(reply.messageId)!).toBeAtMost(bound);
			}
		}
		const counts = rig.mind.stats();
		const replies = counts.queueReplies + counts.directReplies + counts.localReplies;
		expect(counts.awaited).toBe(0);
		expect(counts.cancelled).toBe(cancelled.size());
		expect(replies + counts.cancelled).toBe(counts.asked);
		expect(counts.strays).toBe(0);
		expect(counts.late).toBeAtMost(counts.localReplies + counts.cancelled);
	});
	t.property("brings every line to the backend, once and in order, and every NPC", 40, (random) => {
		const { rig, said } = tell(random);
		expect(rig.backend.lines.map(({ id }) => id)).toEqual(said);
		expect(rig.backend.npcs.size()).toBe(NPCS.size());
		expect(rig.mind.stats().linesTold).toBe(said.size());
		expect(rig.mind.stats().waiting).toBe(0);
		expect(rig.line.violations).toEqual([]);
	});
	t.property("asks the direct call once for a question, at most", 40, (random) => {
		const { rig } = tell(random);
		expect(new Set(rig.backend.chats).size()).toBe(rig.backend.chats.size());
	});
	t.property("stays within the budget, with players in every ear and the line down and up", 10, (random) => {
		const rig = new TalkRig(random);
		rig.line.faultRate = 0.2;
		rig.run(150, () => {
			if (random.chance(0.5)) rig.ask(random.pick(NPCS), "urgent");
			if (random.chance(0.5)) rig.say();
			if (random.chance(0.002)) rig.line.isDown = !rig.line.isDown;
		});
		const times = rig.line.sent.map(({ at }) => at);
		let from = 0;
		for (const i of $range(0, times.size() - 1)) {
			while (times[i]! - times[from]! >= 60) from += 1;
			expect(i - from + 1).toBeAtMost(rig.config.requestsPerMinute);
		}
	});
};

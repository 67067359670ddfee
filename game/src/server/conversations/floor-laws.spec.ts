import { expect } from "../../../test/harness/expect";
import type { SeededRandom } from "../../../test/harness/random";
import type { Suite } from "../../../test/harness/suite";
import { createFloor } from "./floor";
import type { Asked, FloorAct } from "./floor-port";
import type { Reply } from "./mind-port";

const CONFIG = { aggregationSeconds: 5, speakSecondsPerCharacter: 0.1, maxSpeakSeconds: 6 };
const STEP_SECONDS = 0.25;
const PRIORITIES = ["high", "normal", "normal", "low"] as const;

/** What the model knows of one question. */
interface Known {
	readonly asked: Asked;
	readonly round: number;
	readonly at: number;
	reply?: Reply;
	state: "open" | "done" | "given up";
}

/** A conversation that does anything at any time, and holds its floor to the laws. */
class Life {
	now = 0;
	readonly floor = createFloor(CONFIG);
	readonly known: Known[] = [];
	private rounds = 0;
	private expectedOvers = 0;
	private overs = 0;
	private spoken = 0;
	private freeAt = -math.huge;
	private readonly typing = new Set<string>();

	constructor(private readonly random: SeededRandom) {}

	ask(): void {
		this.rounds += 1;
		this.expectedOvers += 1;
		const asked: Asked[] = [];
		for (const i of $range(1, this.random.integer(0, 5))) {
			const one = {
				messageId: `${this.rounds}-${i}`,
				npcId: `npc-${i}`,
				closeness: this.random.between(-1, 1),
				concern: this.random.unit(),
				responseSpeed: this.random.pick([0.5, 1, 2]),
			};
			asked.push(one);
			this.known.push({ asked: one, round: this.rounds, at: this.now, state: "open" });
		}
		this.floor.collect(asked, this.now);
	}

	awaited(): Known[] {
		return this.known.filter(({ state, reply }) => state === "open" && reply === undefined);
	}

	answer(known: Known): void {
		const { messageId, npcId } = known.asked;
		const isEmpty = this.random.chance(0.2);
		const reply: Reply = {
			messageId,
			npcId,
			clusterId: "c",
			content: isEmpty ? "" : "x".rep(this.random.integer(1, 90)),
			priority: this.random.chance(0.1) ? "immediate" : this.random.pick(PRIORITIES),
			action: "none",
			generatedBy: "scripted",
			byModel: false,
			via: "queue",
		};
		if (known.state === "open") known.reply = reply;
		if (isEmpty && known.state === "open") known.state = "done";
		this.floor.reply(reply, this.now);
	}

	private giveUp(which: (known: Known) => boolean): { awaited: string[]; dropped: number } {
		const awaited: string[] = [];
		let dropped = 0;
		for (const known of this.known) {
			if (known.state !== "open" || !which(known)) continue;
			known.state = "given up";
			if (known.reply === undefined) awaited.push(known.asked.messageId);
			else dropped += 1;
		}
		return { awaited, dropped };
	}

	preempt(): void {
		const { awaited, dropped } = this.floor.preempt();
		expect({ awaited: [...awaited], dropped }).toEqual(this.giveUp(() => true));
		this.expectedOvers = this.overs;
	}

	forget(npcId: string): void {
		const ids = this.floor.forget(npcId);
		expect([...ids]).toEqual(this.giveUp(({ asked }) => asked.npcId === npcId).awaited);
	}

	step(): void {
		this.now += STEP_SECONDS;
		const typedBefore = new Set([...this.typing]);
		for (const act of this.floor.step(this.now)) this.take(act, typedBefore);
		for (const { asked, state } of this.known) {
			if (state === "open") expect(this.typing.has(asked.npcId), `${asked.npcId} types`).toBe(true);
		}
	}

	private take(act: FloorAct, typedBefore: ReadonlySet<string>): void {
		if (act.kind === "typing") {
			expect(this.typing.has(act.npcId), "typing changes").toBe(!act.isTyping);
			if (act.isTyping) this.typing.add(act.npcId);
			else this.typing.delete(act.npcId);
		} else if (act.kind === "say") this.say(act.reply, typedBefore);
		else if (act.kind === "over") {
			this.overs += 1;
			this.spoken -= act.spoken;
		} else for (const id of act.messageIds) expect(this.find(id).state, id).toBe("given up");
	}

	private say(reply: Reply, typedBefore: ReadonlySet<string>): void {
		const known = this.find(reply.messageId);
		expect(known.state, "said once, and never after it was given up").toBe("open");
		expect(known.reply!).toBe(reply);
		expect(this.now, "nobody speaks over anybody").toBeAtLeast(this.freeAt);
		expect(typedBefore.has(reply.npcId) || reply.priority === "immediate", "typing first").toBe(true);
		const others = this.known.filter((other) => other.round === known.round && other.state === "open");
		const isAwaiting = others.some((other) => other.reply === undefined);
		const isOpen = isAwaiting && this.now < known.at + CONFIG.aggregationSeconds;
		expect(!isOpen || reply.priority === "immediate", "collects first").toBe(true);
		this.freeAt = this.now + math.min((0.1 * reply.content.size()) / known.asked.responseSpeed, 6);
		this.spoken += 1;
		known.state = "done";
		if (reply.priority === "immediate") this.giveUp(({ round }) => round === known.round);
	}

	private find(messageId: string): Known {
		return this.known.find(({ asked }) => asked.messageId === messageId)!;
	}

	expectEnd(): void {
		expect(this.floor.isQuiet(), "quiet").toBe(true);
		expect(this.typing.isEmpty(), "nobody types").toBe(true);
		expect(this.overs, "every round ends once, unless a player ended it").toBe(this.expectedOvers);
		for (const { state, asked } of this.known) expect(state !== "open", asked.messageId).toBe(true);
	}

	/** Lines said in rounds that no player ended are all accounted for. */
	unaccounted(): number {
		return this.spoken;
	}
}

function live(random: SeededRandom, preempts: boolean): Life {
	const life = new Life(random);
	for (const _ of $range(1, 120)) {
		if (random.chance(0.08)) life.ask();
		if (random.chance(0.3) && !life.awaited().isEmpty()) life.answer(random.pick(life.awaited()));
		// Duplicates, and answers to what was given up.
		if (random.chance(0.1) && !life.known.isEmpty()) {
			const known = random.pick(life.known);
			if (known.reply !== undefined || known.state === "given up") life.answer({ ...known, state: "done" });
		}
		if (preempts && random.chance(0.03)) life.preempt();
		if (preempts && random.chance(0.03)) life.forget(`npc-${random.integer(1, 5)}`);
		life.step();
	}
	for (const known of life.awaited()) life.answer(known);
	for (const _ of $range(1, life.known.size() * 30)) life.step();
	life.step();
	life.expectEnd();
	return life;
}

export = (t: Suite) => {
	t.property("keeps its laws, whoever asks, answers, interrupts and goes", 300, (random) => {
		live(random, true);
	});
	t.property("accounts for every line in the end of its round", 100, (random) => {
		expect(live(random, false).unaccounted()).toBe(0);
	});
};

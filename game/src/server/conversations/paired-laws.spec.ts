import { expect } from "../../../test/harness/expect";
import type { SeededRandom } from "../../../test/harness/random";
import type { Suite } from "../../../test/harness/suite";
import { ClusterWorld } from "../../../test/talk/cluster-world";
import { npc, player, TalkRig } from "../../../test/talk/talk-rig";
import type { TalkAct } from "./replay";

const LINES = ["Hello", "Goodbye!", "What a day", "Nice to see you", ""];

/** Two by two, who talks with whom; throws where somebody is in two talks. */
function partners(rig: TalkRig): Map<string, string> {
	const found = new Map<string, string>();
	for (const { members } of rig.conversations.groups()) {
		expect(members.size()).toBe(2);
		const [a, b] = [members[0]!, members[1]!];
		expect(found.has(a) || found.has(b), `${a} or ${b} is in two talks`).toBe(false);
		found.set(a, b);
		found.set(b, a);
	}
	return found;
}

/** Random walks of a small town in which talks begin and end in every way there is. */
class Walk {
	readonly rig: TalkRig;
	readonly wrong: string[] = [];
	locks = 0;
	private readonly world: ClusterWorld;
	private readonly ids = ["Ada", "Bram", "Cleo", "Dara", "Elio", "p1", "p2", "p3"];
	private before = new Map<string, string>();
	/** NPCs that in this step wanted to talk no more, or had nothing to say when they could have opened a talk. */
	private readonly enders = new Set<string>();

	constructor(private readonly random: SeededRandom) {
		const entities = this.ids.map((id) => (string.sub(id, 1, 1) === "p" ? player(id) : npc(id)));
		this.rig = new TalkRig(entities, {
			seed: random.integer(1, 1e6),
			config: { conversationPolicy: "paired" },
			onAct: (act) => this.judge(act),
		});
		this.world = new ClusterWorld(random, this.ids);
		this.rig.look();
	}

	step(): void {
		const { random, rig } = this;
		if (random.chance(0.3)) rig.settle(this.world.tick(rig.unix()));
		this.compare();
		if (random.chance(0.3)) rig.say(random.pick(["p1", "p2", "p3"]), random.pick(LINES));
		this.compare();
		for (const waiting of random.shuffled(rig.asked)) {
			if (!random.chance(0.4)) continue;
			const content = random.pick(LINES);
			const action = random.chance(0.1) ? "stop_talking" : "none";
			const opensNothing = content === "" && waiting.message.sender.type === "system";
			if (action === "stop_talking" || opensNothing) this.enders.add(waiting.message.npcId);
			rig.reply(waiting, { content, action });
			rig.asked.remove(rig.asked.indexOf(waiting));
		}
		rig.run(1, 1);
		this.compare();
		this.enders.clear();
	}

	close(): void {
		this.rig.conversations.close();
		this.expectFree();
	}

	/** Talks that ended did so for one of the reasons that there are, and those that began are of one cluster. */
	private compare(): void {
		const now = partners(this.rig);
		const { clusterOf } = this.world;
		for (const [id, partner] of now) {
			if (clusterOf.get(id) === undefined || clusterOf.get(id) !== clusterOf.get(partner)) {
				this.wrong.push(`${id} talks with ${partner}, who is out of range`);
			}
			if (!this.rig.conversations.isBusy(id)) this.wrong.push(`${id} talks and is not taken`);
			if (this.before.get(id) === undefined) this.locks += 1;
		}
		for (const id of this.ids) {
			if (!now.has(id) && this.rig.conversations.isBusy(id)) this.wrong.push(`${id} is taken by nobody`);
		}
		for (const [id, partner] of this.before) if (now.get(id) !== partner) this.checkEnd(id, partner);
		this.before = now;
	}

	private checkEnd(id: string, partner: string): void {
		const { clusterOf } = this.world;
		const isApart = clusterOf.get(id) === undefined || clusterOf.get(id) !== clusterOf.get(partner);
		const isPlayers = [id, partner].some((one) => string.sub(one, 1, 1) === "p");
		const isEnded = this.enders.has(id) || this.enders.has(partner);
		// Two NPCs end by having said what there was; a player's talk needs one who ends it.
		if (!isApart && isPlayers && !isEnded) this.wrong.push(`${id} and ${partner} were parted for no reason`);
	}

	private expectFree(): void {
		for (const id of this.ids) expect(this.rig.conversations.isBusy(id)).toBe(false);
	}

	/** Whoever is taken is asked about nobody but its partner, and hears nobody else. */
	private judge(act: TalkAct): void {
		if (act.kind === "ask") {
			const { npcId, sender, context } = act.message;
			const members = context.members.map((member) => member.id);
			if (members.size() !== 2 || !members.includes(npcId)) this.wrong.push(`${npcId} is asked among many`);
			if (sender.type !== "system" && !members.includes(sender.id)) {
				this.wrong.push(`${npcId} is asked by ${sender.id}, who is not its partner`);
			}
		} else if (act.kind === "spoken") {
			const { speaker, heardBy, overheardBy } = act.line;
			const partner = partners(this.rig).get(speaker.id);
			if (heardBy.size() !== 1 || heardBy[0] !== partner) this.wrong.push(`${speaker.id} is heard by others`);
			if (overheardBy.some((id) => string.sub(id, 1, 1) !== "p")) {
				this.wrong.push(`${speaker.id} is overheard by an NPC`);
			}
		}
	}
}

export = (t: Suite) => {
	t.property("never has anybody in two talks, and parts nobody but as listed", 40, (random) => {
		const walk = new Walk(random);
		for (const _ of $range(1, 150)) walk.step();
		expect(walk.wrong).toEqual([]);
		expect(walk.locks).toBeAtLeast(10);
		walk.close();
	});
};

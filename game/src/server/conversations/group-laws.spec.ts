import { expect } from "../../../test/harness/expect";
import type { SeededRandom } from "../../../test/harness/random";
import type { Suite } from "../../../test/harness/suite";
import { ClusterWorld } from "../../../test/talk/cluster-world";
import { npc, player, TalkRig } from "../../../test/talk/talk-rig";
import type { ClusterTick } from "../clusters/cluster";
import type { TalkAct } from "./replay";

const OVERHEAR = 16;

/** Everybody talks about something that nobody else has ever said, and the test keeps who heard what. */
class Town {
	readonly rig: TalkRig;
	readonly ids: string[] = [];
	readonly world: ClusterWorld;
	tick: ClusterTick;
	contexts = 0;
	wrong: string[] = [];
	private readonly heard = new Map<string, Set<string>>();
	private canaries = 0;

	constructor(
		private readonly random: SeededRandom,
		count: number,
	) {
		const entities = [];
		for (const i of $range(1, count)) {
			const id = string.format("e%02d", i);
			this.ids.push(id);
			entities.push(i % 4 === 0 ? player(id) : npc(id));
			this.heard.set(id, new Set());
		}
		this.rig = new TalkRig(entities, {
			seed: random.integer(1, 1e6),
			mind: () => (random.chance(0.6) ? this.canary() : undefined),
			onAct: (act) => this.take(act),
		});
		this.world = new ClusterWorld(random, this.ids);
		this.tick = this.world.tick(this.rig.unix(), 0);
		this.rig.change(this.tick);
	}

	canary(): string {
		this.canaries += 1;
		return `canary${this.canaries}`;
	}

	walk(): void {
		for (const id of this.ids)
			if (this.random.chance(0.2)) this.rig.spots.set(id, this.random.between(0, 60));
		// What is heard goes by the last look, as everything that reasons about distance does.
		this.rig.look();
	}

	/** So many random changes of clusters; those of a while ago are confirmed, or never will be. */
	change(count: number, pending: (readonly string[])[]): void {
		this.tick = this.world.tick(this.rig.unix(), count);
		pending.push(this.rig.change(this.tick));
		if (pending.size() > 1) this.rig.conversations.confirmed(pending.remove(0)!, this.random.chance(0.8));
	}

	speak(): void {
		const id = this.random.pick(this.ids);
		if (this.rig.entities.get(id)!.type === "player") this.rig.say(id, this.canary());
	}

	/** Late answers to what was left open, asked for still or not. */
	answerLate(): void {
		while (this.rig.asked.size() > 20) this.rig.asked.remove(0);
		if (!this.rig.asked.isEmpty() && this.random.chance(0.5)) this.rig.answer(this.canary());
	}

	checkContext(npcId: string): void {
		const context = this.rig.conversations.contextOf(npcId);
		if (context === undefined) return;
		this.contexts += 1;
		for (const line of context.recentMessages) this.check(npcId, line.content);
	}

	private check(npcId: string, content: string): void {
		if (string.sub(content, 1, 6) !== "canary") return;
		if (!this.heard.get(npcId)!.has(content)) this.wrong.push(`${npcId} knows ${content}`);
	}

	/** Who can hear is worked out here from the clusters and the spots, and not from the line's own lists. */
	private take(act: TalkAct): void {
		if (act.kind === "ask") {
			this.contexts += 1;
			const { npcId, content, context } = act.message;
			for (const [word] of string.gmatch(content, "canary%d+")) this.check(npcId, word as string);
			for (const line of context.recentMessages) this.check(npcId, line.content);
		} else if (act.kind === "spoken") {
			const { speaker, content } = act.line;
			const at = this.rig.spots.get(speaker.id) ?? 0;
			const clusterId = this.tick.clusterOf.get(speaker.id);
			for (const id of this.ids) {
				const isMember = this.tick.clusterOf.get(id) === clusterId;
				const isNear = math.abs((this.rig.spots.get(id) ?? 0) - at) <= OVERHEAR;
				if (isMember || isNear) this.heard.get(id)!.add(content);
			}
		}
	}
}

function membersOf(town: Town, npcId: string): string | undefined {
	const context = town.rig.conversations.contextOf(npcId);
	return context?.members.map((member) => member.id).join();
}

/** The first way in which groups or contexts differ from the clusters. */
function difference(town: Town, changed: ReadonlySet<string>): string | undefined {
	for (const id of changed) {
		const cluster = town.tick.clusters.get(id);
		for (const member of cluster?.members ?? []) {
			const known = membersOf(town, member);
			if (known !== cluster!.members.join()) return `${member} of ${id} knows ${known}`;
		}
	}
	return undefined;
}

function changedBy(tick: ClusterTick): ReadonlySet<string> {
	const ids = new Set<string>();
	for (const change of tick.changes) {
		ids.add(change.clusterId);
		if (change.kind === "merged" || change.kind === "split") ids.add(change.from);
	}
	return ids;
}

export = (t: Suite) => {
	t.property("names the same members as the clusters after each of 100,000 changes", 1, (random) => {
		const town = new Town(random, 16);
		const pending: (readonly string[])[] = [];
		let events = 0;
		while (events < 100_000) {
			town.change(1, pending);
			events += town.tick.changes.size();
			expect(difference(town, changedBy(town.tick))).toBe(undefined);
			if (events % 20 === 0) {
				town.rig.now += 0.5;
				town.speak();
				town.rig.deliver();
				town.rig.conversations.step(town.rig.now);
			}
			if (events % 100 === 0) {
				const groups = town.rig.conversations
					.groups()
					.map((group) => `${group.clusterId}: ${group.members.join()}`);
				const clusters = town.world
					.clusterIds()
					.map((id) => `${id}: ${town.tick.clusters.get(id)!.members.join()}`);
				expect(groups).toEqual(clusters);
			}
		}
		expect(town.rig.conversations.stats().conversations).toBeAtLeast(100);
	});

	t.property("lets no NPC know what it did not hear, in 100,000 contexts", 1, (random) => {
		const town = new Town(random, 20);
		const pending: (readonly string[])[] = [];
		while (town.contexts < 100_000) {
			if (random.chance(0.3)) town.walk();
			if (random.chance(0.3)) town.change(random.integer(1, 3), pending);
			town.speak();
			town.answerLate();
			town.rig.run(1, 1);
			for (const id of town.ids) if (town.rig.entities.get(id)!.type === "npc") town.checkContext(id);
		}
		expect(town.wrong).toEqual([]);
		const stats = town.rig.conversations.stats();
		expect(stats.npcLines).toBeAtLeast(1000);
		expect(stats.overheard).toBeAtLeast(1000);
	});
};

import type { ClusterTick } from "../clusters/cluster";
import { mergeTalks, splitTalk } from "./carry";
import type { ConversationPolicy } from "./policy";
import type { Setting } from "./setting";
import type { Talk } from "./talk";
import { isIdle } from "./talk";
import type { Talks } from "./talks";

/** Everybody of a cluster talks as one group; whoever comes may join in, whoever is near may overhear. */
export class GroupPolicy implements ConversationPolicy {
	/** By cluster id: every cluster's group, whether or not anybody is talking. */
	readonly activeGroups = new Map<string, Talk>();

	constructor(
		private readonly setting: Setting,
		private readonly lifecycle: Talks,
	) {}

	readonly follow = (tick: ClusterTick) => {
		for (const change of tick.changes) {
			if (change.kind === "merged") this.merge(change.from, change.clusterId);
			else if (change.kind === "split") this.split(change.from, change.clusterId, change.members);
		}
		this.check(tick);
	};

	readonly check = (tick: ClusterTick) => {
		for (const talk of this.talks()) {
			const cluster = tick.clusters.get(talk.clusterId);
			if (cluster === undefined) {
				this.lifecycle.endInteraction(talk);
				this.activeGroups.delete(talk.clusterId);
			} else if (talk.members !== cluster.members) this.lifecycle.setMembers(talk, cluster.members);
		}
		for (const [id, { members }] of tick.clusters) {
			if (!this.activeGroups.has(id)) this.activeGroups.set(id, this.lifecycle.create(id, members));
		}
	};

	readonly talkOf = (entityId: string) => {
		const clusterId = this.setting.whereabouts.clusterOf(entityId);
		return clusterId === undefined ? undefined : this.activeGroups.get(clusterId);
	};

	readonly addressed = (playerId: string) => {
		const talk = this.talkOf(playerId);
		const { people } = this.setting;
		if (talk?.members.some((id) => people.npc(id) !== undefined) === true) this.lifecycle.begin(talk);
		return talk;
	};

	readonly greeting = (npcId: string, otherId: string) => {
		const talk = this.talkOf(npcId);
		if (talk === undefined) return "wait";
		const isToPlayer = this.setting.people.isPlayer(otherId);
		if (!talk.owesOpening || (talk.state === "talking" && !isToPlayer)) return "tell";
		const { cooldowns, moment } = this.setting;
		const mayAsk = isIdle(talk) && talk.allowance.mayOpen(moment.now);
		return mayAsk && cooldowns.isOver(npcId, otherId, moment.now) ? talk : "wait";
	};

	readonly overhearers = (talk: Talk, speakerId: string) => {
		const { whereabouts, config } = this.setting;
		const near = whereabouts.near(speakerId, config.overhearStuds);
		return near.filter((id) => whereabouts.clusterOf(id) !== talk.clusterId);
	};

	readonly settle = (talk: Talk) => {
		const { people, moment, config } = this.setting;
		const isPlayerThere = talk.lines > 0 && talk.members.some((id) => people.isPlayer(id));
		const patience = isPlayerThere ? config.playerPatienceSeconds : 0;
		if (moment.now >= talk.lastLineAt + patience) this.lifecycle.endInteraction(talk);
	};

	readonly stopTalking = (talk: Talk, npcId: string) => {
		talk.farewells.add(npcId);
	};

	readonly isBusy = (npcId: string) => this.talkOf(npcId)?.state === "talking";

	readonly forget = (entityId: string) => {
		const talk = this.talkOf(entityId);
		if (talk !== undefined) this.lifecycle.silence(talk, entityId);
	};

	/** By cluster id, so that a run repeats. */
	readonly talks = () => {
		const talks: Talk[] = [];
		for (const [, talk] of this.activeGroups) talks.push(talk);
		return talks.sort((a, b) => a.clusterId < b.clusterId);
	};

	readonly close = () => {
		for (const talk of this.talks()) this.lifecycle.endInteraction(talk);
		this.activeGroups.clear();
	};

	private merge(fromId: string, intoId: string): void {
		const [from, into] = [this.activeGroups.get(fromId), this.activeGroups.get(intoId)];
		if (from === undefined || into === undefined) return;
		this.activeGroups.delete(fromId);
		this.activeGroups.set(intoId, mergeTalks(this.lifecycle, from, into));
	}

	private split(fromId: string, partId: string, members: readonly string[]): void {
		const from = this.activeGroups.get(fromId);
		if (from === undefined) return;
		const part = this.lifecycle.create(partId, members);
		splitTalk(this.lifecycle, from, part);
		this.activeGroups.set(partId, part);
	}
}

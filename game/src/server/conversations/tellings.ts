import type { OwedClaims } from "./claims";
import type { Greetings } from "./greetings";
import type { ConversationPolicy } from "./policy";
import type { Setting } from "./setting";
import type { EarshotView } from "./stage";
import { cameLine, wentLine } from "./system-messages";
import type { Notice } from "./told-clusters";

export interface TellingParts {
	readonly setting: Setting;
	readonly policy: ConversationPolicy;
	readonly claims: OwedClaims;
	readonly greetings: Greetings;
}

/** What a player has been told of the group around them. */
export function viewOf(
	{ announcer, people }: Pick<Setting, "announcer" | "people">,
	playerId: string,
	byModel: boolean,
): EarshotView {
	const clusterId = announcer.clusterOf(playerId);
	const members = clusterId === undefined ? [] : announcer.membersOf(clusterId);
	return { clusterId, members: members.map((id) => people.speaker(id)), byModel };
}

/** Tells members of changes of their clusters: NPCs by the place's messages, players by chat and panel. */
export class Tellings {
	/** Players who were shown who is around them. */
	private readonly shown = new Set<string>();
	private isByModel = false;

	constructor(private readonly parts: TellingParts) {}

	tell(notices: readonly Notice[]): void {
		const { setting, policy, claims, greetings } = this.parts;
		for (const notice of notices) {
			const { memberId, clusterId, joined, isEnhanced } = notice;
			setting.counters.notices += 1;
			if (isEnhanced) setting.counters.enhanced += 1;
			const talk = policy.talkOf(memberId);
			if (talk !== undefined && talk.clusterId === clusterId && !joined.isEmpty()) talk.owesOpening = true;
			if (setting.people.npc(memberId) !== undefined) {
				claims.note(notice);
				greetings.note(notice);
			} else if (setting.people.isPlayer(memberId)) this.tellPlayer(notice);
		}
	}

	/** A language model has written a line: from now on every panel says so. */
	noteModel(): void {
		if (this.isByModel) return;
		this.isByModel = true;
		const players: string[] = [];
		for (const id of this.shown) players.push(id);
		for (const id of players.sort()) this.show(id);
	}

	/** Whether a language model has written a line so far. */
	byModel(): boolean {
		return this.isByModel;
	}

	forget(id: string): void {
		this.shown.delete(id);
	}

	private tellPlayer({ memberId, joined, left }: Notice): void {
		const { stage, people } = this.parts.setting;
		const names = (ids: readonly string[]) => ids.map((id) => people.speaker(id).name);
		if (!left.isEmpty()) stage.systemLine(memberId, wentLine(names(left)));
		if (!joined.isEmpty()) stage.systemLine(memberId, cameLine(names(joined)));
		this.shown.add(memberId);
		this.show(memberId);
	}

	private show(playerId: string): void {
		const { setting } = this.parts;
		setting.stage.earshot(playerId, viewOf(setting, playerId, this.isByModel));
	}
}

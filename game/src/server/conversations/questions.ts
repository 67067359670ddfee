import type { RelationshipWire } from "../../shared/wire";
import type { OwedClaims } from "./claims";
import { contextOf } from "./context";
import type { Asked } from "./floor-port";
import type { Reply } from "./mind-port";
import type { Setting } from "./setting";
import type { OpenQuestion, Question, Talk } from "./talk";

function closenessTo(id: string, relationships: readonly RelationshipWire[]): number {
	return relationships.find((relationship) => relationship.id === id)?.strength ?? 0;
}

/** Puts questions to NPCs' minds and keeps who waits for which answer. */
export class Questions {
	private readonly talks = new Map<string, Talk>();

	/** `onReply` takes replies as they come; they count from when `settle` is called with them. */
	constructor(
		private readonly setting: Setting,
		private readonly claims: Pick<OwedClaims, "take">,
		private readonly onReply: (reply: Reply) => void,
	) {}

	/** Asks several NPCs about the same. The talk's floor is told before any mind is. */
	ask(talk: Talk, questions: readonly Question[]): void {
		const { setting } = this;
		const round = questions.map((question) => ({
			question,
			messageId: setting.newId(),
			relationships: setting.relationships(question.npcId),
		}));
		talk.floor.collect(
			round.map(({ question, messageId, relationships }): Asked => ({
				messageId,
				npcId: question.npcId,
				closeness: closenessTo(question.towards, relationships),
				concern: question.concern,
				responseSpeed: setting.people.npc(question.npcId)?.responseSpeed ?? 1,
			})),
			setting.moment.now,
		);
		for (const { question, messageId, relationships } of round) {
			const open: OpenQuestion = { ...question, isAnswered: false };
			talk.questions.set(messageId, open);
			this.talks.set(messageId, talk);
			setting.counters.mindCalls += 1;
			const { npcId, sender, content, priority } = question;
			setting.mind.ask(
				{
					id: messageId,
					npcId,
					clusterId: talk.clusterId,
					sender,
					content,
					priority,
					timestamp: setting.moment.unix,
					context: {
						...contextOf(setting, talk, npcId),
						relationships,
						cluster: this.claims.take(npcId),
					},
				},
				this.onReply,
			);
		}
	}

	/** A reply has come: gives its talk where somebody waits for it; a stale one is counted. */
	settle(reply: Reply): { readonly talk: Talk; readonly question: Question } | undefined {
		const { counters } = this.setting;
		const talk = this.talks.get(reply.messageId);
		const question = talk?.questions.get(reply.messageId);
		if (talk === undefined || question === undefined || question.isAnswered) {
			counters.stale += 1;
			return undefined;
		}
		question.isAnswered = true;
		counters.replies[reply.via] += 1;
		return { talk, question };
	}

	/** The question of an answer that is shown now; it is open no more. */
	shown(talk: Talk, messageId: string): Question | undefined {
		const question = talk.questions.get(messageId);
		this.close(talk, messageId);
		return question;
	}

	/** Takes back the open questions of a talk, or those that are meant. */
	takeBack(talk: Talk, isMeant?: (question: Question, messageId: string) => boolean): void {
		const { counters, mind } = this.setting;
		const ids: string[] = [];
		for (const [id, question] of talk.questions) if (isMeant?.(question, id) !== false) ids.push(id);
		// In the order of the ids, as that of a map's keys is nobody's business.
		for (const id of ids.sort()) {
			if (talk.questions.get(id)!.isAnswered) counters.dropped += 1;
			else {
				counters.cancelled += 1;
				mind.cancel(id);
			}
			this.close(talk, id);
		}
	}

	/** Everybody asked has been heard: what had nothing to say is closed, what never answered taken back. */
	closeRound(talk: Talk): void {
		for (const [id, question] of talk.questions) if (question.isAnswered) this.close(talk, id);
		this.takeBack(talk);
	}

	private close(talk: Talk, messageId: string): void {
		talk.questions.delete(messageId);
		this.talks.delete(messageId);
	}
}

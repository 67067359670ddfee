import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { partsRig, replyTo } from "../../../test/talk/parts-rig";
import { npc, player } from "../../../test/talk/talk-rig";
import { setTyping } from "./manners";
import { say } from "./speech";
import type { Talk } from "./talk";
import { isIdle } from "./talk";

function talking() {
	const rig = partsRig([npc("Ada"), npc("Bram"), npc("Cleo"), player("p1")]);
	const talk = rig.talks.create("c", ["Ada", "Bram", "Cleo", "p1"]);
	rig.talks.begin(talk);
	say(rig.setting, talk, { speaker: rig.setting.people.speaker("p1"), content: "Hello" }, []);
	const ask = (npcId: string) =>
		rig.questions.ask(talk, [
			{
				npcId,
				sender: rig.setting.people.speaker("p1"),
				content: "Hello",
				priority: "urgent",
				towards: "p1",
				concern: 0,
				about: [],
			},
		]);
	rig.acts.clear();
	return { ...rig, talk, ask };
}

const kinds = (acts: readonly { readonly kind: string }[]) => acts.map((act) => act.kind).join();

export = (t: Suite) => {
	t.it("begins once, and keeps the order in which talks began", () => {
		const { talks, talk } = talking();
		const other = talks.create("d", ["x", "y"]);
		talks.begin(other);
		talks.begin(talk);
		expect(talks.active().map(({ clusterId }) => clusterId)).toEqual(["c", "d"]);
	});

	t.it("hushes: questions back, answers at hand given up, typing over, and the floor is free", () => {
		const { talks, talk, ask, asked, questions, setting, acts } = talking();
		ask("Ada");
		questions.settle(replyTo(asked[0]!));
		talk.floor.reply(replyTo(asked[0]!), 0);
		setTyping(setting.stage, talk, { npcId: "Ada", isTyping: true });
		acts.clear();
		talks.hush(talk);
		expect(kinds(acts)).toBe("typing");
		expect(isIdle(talk)).toBe(true);
		expect(setting.counters.dropped).toBe(1);
	});

	t.it("silences one alone: its question, its typing, its waiting line", () => {
		const { talks, talk, ask, asked, acts } = talking();
		ask("Ada");
		const line = (id: string) => ({
			speaker: { id, name: id, type: "npc" as const },
			content: "",
			plain: "",
			heardBy: [],
		});
		talk.messageQueue = [line("Ada"), line("Bram")];
		talk.lastNpcLine = line("Ada");
		acts.clear();
		talks.silence(talk, "Ada");
		expect(acts[0]).toEqual({ kind: "cancel", messageId: asked[0]!.id });
		expect(talk.messageQueue.map(({ speaker }) => speaker.id)).toEqual(["Bram"]);
		expect(talk.lastNpcLine === undefined).toBe(true);
	});

	t.it("lets whoever is no member any more go, with a cooldown towards those who stay", () => {
		const { talks, talk, setting, acts } = talking();
		talks.setMembers(talk, ["Ada", "Bram", "Cleo"]);
		expect(acts.filter((act) => act.kind === "interaction")).toEqual([
			{ kind: "interaction", id: "p1", narrative: "Talked with Ada, Bram and Cleo" },
		]);
		expect(setting.cooldowns.isOver("Ada", "p1", 29)).toBe(false);
		expect(setting.cooldowns.isOver("Ada", "Bram", 0)).toBe(true);
		expect(acts.filter((act) => act.kind === "face").size()).toBe(3);
		expect(talk.state).toBe("talking");
		expect(talk.lastActivity.has("p1")).toBe(false);
	});

	t.it("ends an interaction whole, and leaves the group as it was before it", () => {
		const { talks, talk, setting, acts, ask } = talking();
		ask("Bram");
		acts.clear();
		talks.endInteraction(talk);
		expect(kinds(acts)).toBe("cancel, face, face, face, interaction");
		const rest: Partial<Talk> = { state: talk.state, lines: talk.lines, turns: talk.turns, said: talk.said };
		expect(rest).toEqual({ state: "quiet", lines: 0, turns: 0, said: [] });
		expect(talks.active()).toEqual([]);
		expect(setting.cooldowns.isOver("Cleo", "p1", 29)).toBe(false);
		acts.clear();
		talks.endInteraction(talk);
		expect(acts).toEqual([]);
	});
};

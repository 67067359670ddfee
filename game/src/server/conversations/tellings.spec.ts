import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { partsRig } from "../../../test/talk/parts-rig";
import { npc, player } from "../../../test/talk/talk-rig";
import type { ClusterTick } from "../clusters/cluster";
import { viewOf } from "./tellings";
import type { Notice } from "./told-clusters";

const members = ["Ada", "Bram", "p1"];
const tick: ClusterTick = {
	at: 0,
	clusters: new Map([["c", { id: "c", members, formed: 0, updated: 0 }]]),
	clusterOf: new Map(members.map((id) => [id, "c"] as const)),
	changes: [],
};
const notice = (memberId: string, changes: Partial<Notice> = {}): Notice => ({
	memberId,
	clusterId: "c",
	joined: members.filter((id) => id !== memberId),
	left: [],
	isEnhanced: false,
	...changes,
});

function telling() {
	const rig = partsRig([npc("Ada"), npc("Bram", { name: "Bram the Baker" }), player("p1")]);
	rig.gather(tick);
	return rig;
}

export = (t: Suite) => {
	t.it("tells a player by chat and panel, going before coming", () => {
		const { tellings, acts } = telling();
		tellings.tell([notice("p1", { joined: ["Ada"], left: ["Bram"] })]);
		expect(acts).toEqual([
			{ kind: "system", playerId: "p1", text: "Bram the Baker is out of earshot." },
			{ kind: "system", playerId: "p1", text: "Ada is within earshot." },
			{ kind: "earshot", playerId: "p1", view: { members: [], byModel: false } },
		]);
	});

	t.it("makes an opening due where somebody came, and none where somebody went", () => {
		const { tellings, policy } = telling();
		tellings.tell([notice("Ada", { joined: [], left: ["x"] })]);
		expect(policy.talkOf("Ada")!.owesOpening).toBe(false);
		tellings.tell([notice("Ada", { clusterId: "another" })]);
		expect(policy.talkOf("Ada")!.owesOpening).toBe(false);
		tellings.tell([notice("Ada")]);
		expect(policy.talkOf("Ada")!.owesOpening).toBe(true);
	});

	t.it("owes NPCs the claim of an enhanced notice, and counts both kinds", () => {
		const { tellings, claims, setting } = telling();
		tellings.tell([notice("Ada", { isEnhanced: true }), notice("Bram")]);
		expect(claims.take("Ada")!.id).toBe("c");
		expect(claims.take("Bram")).toBe(undefined);
		expect([setting.counters.notices, setting.counters.enhanced]).toEqual([2, 1]);
	});

	t.it("passes over whoever has gone meanwhile", () => {
		const { tellings, acts } = telling();
		tellings.tell([notice("gone")]);
		expect(acts).toEqual([]);
	});

	t.it("shows on every panel that there is a language model, once", () => {
		const { tellings, acts } = telling();
		tellings.tell([notice("p1")]);
		acts.clear();
		tellings.noteModel();
		tellings.noteModel();
		expect(acts).toEqual([{ kind: "earshot", playerId: "p1", view: { members: [], byModel: true } }]);
		tellings.forget("p1");
		expect(tellings.byModel()).toBe(true);
	});

	t.it("shows whom a player has been told of, and not who else may be there", () => {
		const { setting } = telling();
		setting.announcer.changed([{ kind: "formed", clusterId: "c", members }], ["k"], 2);
		expect(viewOf(setting, "p1", false)).toEqual({ members: [], byModel: false });
		setting.announcer.confirmed(["k"], true);
		const view = viewOf(setting, "p1", true);
		expect([view.clusterId!, ...view.members.map((member) => member.name)]).toEqual([
			"c",
			"Ada",
			"Bram the Baker",
			"p1",
		]);
	});
};

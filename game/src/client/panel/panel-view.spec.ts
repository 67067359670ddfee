import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import type { EarshotMessage } from "../../shared/remotes/messages";
import type { SpeakerWire } from "../../shared/wire";
import { panelView } from "./panel-view";

const npc = (name: string): SpeakerWire => ({ id: name.lower(), name, type: "npc" });
const player = (id: string, name: string): SpeakerWire => ({ id, name, type: "player" });
const earshot = (members: SpeakerWire[], byModel = false): EarshotMessage => ({ members, byModel });
const you = player("7", "Robin");
const open = { playerId: "7", isOpen: true };
const closed = { playerId: "7", isOpen: false };

export = (t: Suite) => {
	t.it("is not there for somebody who stands alone", () => {
		expect(panelView(earshot([]), open).isVisible).toBe(false);
		expect(panelView(earshot([you]), open).isVisible).toBe(false);
	});

	t.it("tells NPCs, players and oneself apart by a word, in that order and by name", () => {
		const view = panelView(earshot([you, npc("bram"), player("8", "Kim"), npc("Ada")]), open);
		expect(view.isVisible).toBe(true);
		expect(view.title).toBe("In earshot: 3");
		expect(view.rows).toEqual([
			{ name: "Ada", badge: "NPC" },
			{ name: "bram", badge: "NPC" },
			{ name: "Kim", badge: "PLAYER" },
			{ name: "Robin", badge: "YOU" },
		]);
	});

	t.it("knows oneself by id and not by name", () => {
		const view = panelView(earshot([you, player("8", "Robin"), npc("Robin")]), open);
		expect(view.rows.map((row) => row.badge)).toEqual(["NPC", "PLAYER", "YOU"]);
	});

	t.it("says how many have no row of their own, and hides nobody for one", () => {
		const names = ["Ada", "Bram", "Cleo", "Dara", "Elio", "Fenn", "Greta", "Hugo", "Iris"];
		const eight = names.filter((_, index) => index < 8).map(npc);
		expect(panelView(earshot(eight), open).rows.size()).toBe(8);
		expect(panelView(earshot(eight), open).more).toBe(undefined);
		const nine = panelView(earshot(names.map(npc)), open);
		expect(nine.rows.size()).toBe(7);
		expect(nine.more).toBe("and 2 more");
		expect(nine.title).toBe("In earshot: 9");
	});

	t.it("shows the number alone while it is closed", () => {
		const view = panelView(earshot([you, npc("Ada")]), closed);
		expect(view.isVisible).toBe(true);
		expect(view.rows).toEqual([]);
		expect(view.more).toBe(undefined);
		expect(view.title).toBe("In earshot: 1");
		expect(view.sign !== panelView(earshot([you, npc("Ada")]), open).sign).toBe(true);
	});

	t.it("tells of a language model, open, closed and alone", () => {
		for (const options of [open, closed]) {
			expect(panelView(earshot([you, npc("Ada")], true), options).notice !== undefined).toBe(true);
			expect(panelView(earshot([], true), options).isVisible).toBe(true);
			expect(panelView(earshot([], true), options).notice !== undefined).toBe(true);
			expect(panelView(earshot([you, npc("Ada")]), options).notice).toBe(undefined);
		}
	});

	t.it("does not count what is nobody", () => {
		const place: SpeakerWire = { id: "system", name: "Earshot", type: "system" };
		expect(panelView(earshot([you, place]), open).isVisible).toBe(false);
	});

	t.property("does not depend on the order of members, and accounts for everyone", 200, (random) => {
		const members = [you];
		for (const i of $range(1, random.integer(0, 23))) {
			members.push(random.chance(0.5) ? npc(`N${random.integer(1, 9)}`) : player(`p${i}`, `P${i}`));
		}
		const view = panelView(earshot(members), open);
		expect(panelView(earshot(random.shuffled(members)), open)).toEqual(view);
		if (!view.isVisible) return;
		const [more] = string.match(view.more ?? "and 0 more", "%d+");
		expect(view.rows.size() + tonumber(more)!).toBe(members.size());
		expect(view.rows.size() + (view.more === undefined ? 0 : 1)).toBeAtMost(8);
	});
};

import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { Locks } from "./locks";

export = (t: Suite) => {
	t.it("keeps a player and an NPC in their two maps", () => {
		const locks = new Locks();
		locks.lockPlayer("Ada", "4711");
		expect(locks.playerToNPC.get("4711")).toBe("Ada");
		expect(locks.npcToPlayer.get("Ada")).toBe("4711");
		expect(locks.npcToNPC.isEmpty()).toBe(true);
		expect([locks.partnerOf("Ada"), locks.partnerOf("4711")]).toEqual(["4711", "Ada"]);
		locks.release("4711");
		expect(locks.isTaken("Ada") || locks.isTaken("4711")).toBe(false);
		expect(locks.playerToNPC.isEmpty() && locks.npcToPlayer.isEmpty()).toBe(true);
	});

	t.it("keeps two NPCs in the third, each with its partner", () => {
		const locks = new Locks();
		locks.lockNpcs("Ada", "Bram");
		expect(locks.npcToNPC.get("Ada")).toEqual({ partner: "Bram" });
		expect(locks.npcToNPC.get("Bram")).toEqual({ partner: "Ada" });
		expect(locks.playerToNPC.isEmpty() && locks.npcToPlayer.isEmpty()).toBe(true);
		locks.release("Ada");
		expect(locks.npcToNPC.isEmpty()).toBe(true);
	});

	t.it("takes nobody twice, nor anybody for itself", () => {
		const locks = new Locks();
		locks.lockNpcs("Ada", "Bram");
		expect(() => locks.lockPlayer("Ada", "p")).toThrow("taken");
		expect(() => locks.lockNpcs("Cleo", "Bram")).toThrow("taken");
		expect(() => locks.lockNpcs("Cleo", "Cleo")).toThrow("itself");
		expect(locks.isTaken("p") || locks.isTaken("Cleo")).toBe(false);
	});

	t.it("has nothing to release of whoever is free", () => {
		const locks = new Locks();
		locks.lockNpcs("Ada", "Bram");
		locks.release("Cleo");
		expect(locks.isTaken("Ada")).toBe(true);
	});
};

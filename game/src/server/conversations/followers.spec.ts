import { expect } from "../../../test/harness/expect";
import type { Suite } from "../../../test/harness/suite";
import { Followers } from "./followers";

function rig() {
	const acts: string[] = [];
	const followers = new Followers({ follow: (npcId, leaderId) => acts.push(`${npcId}>${leaderId ?? "-"}`) });
	return { acts, followers };
}

export = (t: Suite) => {
	t.it("follows, changes whom, and ends, each told once", () => {
		const { acts, followers } = rig();
		followers.follow("a", undefined);
		followers.follow("a", "p");
		followers.follow("a", "p");
		expect(followers.isFollowing("a")).toBe(true);
		followers.follow("a", "q");
		followers.follow("a", undefined);
		expect(acts).toEqual(["a>p", "a>q", "a>-"]);
		expect(followers.isFollowing("a")).toBe(false);
	});

	t.it("follows nobody who has gone, nor itself", () => {
		const { acts, followers } = rig();
		followers.follow("a", "a");
		followers.follow("b", "p");
		followers.follow("a", "p");
		followers.follow("p2", "a");
		acts.clear();
		followers.forget("p");
		expect(acts).toEqual(["a>-", "b>-"]);
		followers.forget("p2");
		expect(acts[2]).toBe("p2>-");
	});

	t.it("ends with the place", () => {
		const { acts, followers } = rig();
		followers.follow("b", "p");
		followers.follow("a", "p");
		acts.clear();
		followers.close();
		expect(acts).toEqual(["a>-", "b>-"]);
	});
};

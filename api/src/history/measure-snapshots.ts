import { Gauge, type Registry } from "prom-client";
import type { Probe } from "../http/probes.js";
import type { KeeperStatus, SnapshotManager } from "./snapshot-manager.js";

const SHOWN: readonly (readonly [name: string, help: string, read: (status: KeeperStatus) => number])[] = [
	["ready", "Whether what is kept of worlds can be written: 1 or 0.", ({ ready }) => Number(ready)],
	["behind_ticks", "Ticks (of the archive: states) that are not kept yet.", ({ behind }) => behind],
];

/** Shows each store and the archive as `earshot_snapshots_…` in `registry`, read when somebody looks. */
export function measureSnapshots({ status }: Pick<SnapshotManager, "status">, registry: Registry): void {
	for (const [name, help, read] of SHOWN) {
		new Gauge({
			name: `earshot_snapshots_${name}`,
			help,
			labelNames: ["keeper"],
			registers: [registry],
			collect() {
				for (const one of status()) this.set({ keeper: one.name }, read(one));
			},
		});
	}
}

/** One probe for all of them: the service goes on without, and catches up. */
export function snapshotsProbe({ status }: Pick<SnapshotManager, "status">): Probe {
	const shown = ({ name, ready, behind, detail }: KeeperStatus): string =>
		ready && detail === undefined
			? name
			: `${name}: ${detail ?? "cannot be written"}${ready ? "" : `, ${behind} behind`}`;
	return {
		name: "snapshots",
		required: false,
		check: () => {
			const keepers = status();
			return { ready: keepers.every(({ ready }) => ready), detail: keepers.map(shown).join("; ") };
		},
	};
}

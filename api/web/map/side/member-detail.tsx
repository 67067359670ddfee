import { ActionIcon, Progress, Tooltip } from "@mantine/core";
import type { ReactNode } from "react";
import type { SyncedEntity, SyncedWorld } from "../../../client/index.js";
import { BackIcon, MemberSign } from "../../shell/icons.js";
import { zoneName } from "../scene/zones.js";
import { agoText, clockText } from "../../shell/time-text.js";
import { useSeconds } from "../../shell/use-seconds.js";
import { Memory } from "../talk/memory.js";
import { useMemberTimes, useNpcMemory } from "./queries.js";
import { OpenEncounter } from "./open-encounter.js";
import { healthShare, lengthOf, readRelationships, type TrackPoint } from "./read-answers.js";
import classes from "./side.module.css";

/** Interactions shown; the place sends its newest first. */
const INTERACTIONS = 8;

export interface MemberDetailProps {
	readonly worldId: string;
	readonly world: SyncedWorld;
	/** Unix seconds of what is shown, where that is the past: what is known of now alone is left out. */
	readonly at: number | undefined;
	readonly entity: SyncedEntity;
	readonly track: readonly TrackPoint[];
	readonly onSelect: (id: string) => void;
	readonly onClose: () => void;
	readonly onFocus: () => void;
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
	return (
		<div className={classes.fact}>
			<dt>{name}</dt>
			<dd>{children}</dd>
		</div>
	);
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
	return (
		<section className={classes.section}>
			<h3>{title}</h3>
			{children}
		</section>
	);
}

function Facts({ worldId, world, at, entity, track }: MemberDetailProps) {
	const seconds = useSeconds();
	const { data: times } = useMemberTimes(worldId, at === undefined ? entity.id : undefined);
	const mind = world.npcs.get(entity.id);
	const share = healthShare(mind?.health);
	const { position } = entity;
	const place = zoneName(entity.location);
	return (
		<dl className={classes.facts}>
			{place !== undefined && <Fact name="Place">{place}</Fact>}
			<Fact name="Position">
				{position
					? [position.x, position.y, position.z].map((value) => Math.round(value)).join(", ")
					: "unknown"}
			</Fact>
			{mind?.mood && <Fact name="Mood">{mind.mood}</Fact>}
			{mind?.health && (
				<Fact name="Health">
					{share !== undefined && (
						<Progress
							value={share * 100}
							size="sm"
							color="var(--es-live)"
							aria-label={`Health ${Math.round(share * 100)} %`}
						/>
					)}
					<span>
						{mind.health.state}
						{share !== undefined && `, ${Math.round(mind.health.current)} of ${Math.round(mind.health.max)}`}
					</span>
				</Fact>
			)}
			{at === undefined && times?.lastMoved !== undefined && (
				<Fact name="Last moved">{agoText(seconds - times.lastMoved)}</Fact>
			)}
			{at === undefined && times?.lastSeen !== undefined && (
				<Fact name="Last seen">{agoText(seconds - times.lastSeen)}</Fact>
			)}
			{track.length > 1 && (
				<Fact name="Known path">{Math.round(lengthOf(track)).toLocaleString("en")} studs</Fact>
			)}
		</dl>
	);
}

function Company({ worldId, world, at, entity, onSelect }: MemberDetailProps) {
	const cluster = entity.cluster === undefined ? undefined : world.clusters.get(entity.cluster);
	const others = (cluster?.members ?? []).filter((id) => id !== entity.id);
	if (!cluster || others.length === 0) return null;
	return (
		<Section
			title={`Together with ${others.length === 1 ? "one other" : `${others.length} others`} since ${clockText(cluster.formed)}`}
		>
			<ul className={classes.company}>
				{others.map((id) => {
					const other = world.entities.get(id);
					return (
						<li key={id}>
							<button
								type="button"
								className={classes.companion}
								onClick={() => onSelect(id)}
								disabled={!other}
							>
								<MemberSign type={other?.type ?? "npc"} />
								{other?.name ?? id}
							</button>
						</li>
					);
				})}
			</ul>
			{at === undefined && (
				<OpenEncounter
					key={cluster.id}
					worldId={worldId}
					clusterId={cluster.id}
					place={zoneName(entity.location)}
				/>
			)}
		</Section>
	);
}

function Relations({ world, entity }: MemberDetailProps) {
	const relationships = readRelationships(world.npcs.get(entity.id)?.relationships ?? []);
	if (relationships.length === 0) return null;
	return (
		<Section title="Relationships">
			<ul className={classes.relations}>
				{relationships.map(({ name, kind, strength }, index) => (
					<li key={`${index} ${name}`}>
						<span>{name}</span>
						<span className={classes.relationKind}>{kind}</span>
						{strength !== undefined && (
							<span
								className={classes.strength}
								role="img"
								aria-label={`strength ${strength.toFixed(1)} of -1 to 1`}
							>
								<span
									data-cold={strength < 0 || undefined}
									style={{ width: `${Math.min(1, Math.abs(strength)) * 50}%` }}
								/>
							</span>
						)}
					</li>
				))}
			</ul>
		</Section>
	);
}

function Interactions({ world, at, entity }: MemberDetailProps) {
	const now = useSeconds();
	const seconds = at ?? now;
	const interactions = world.npcs.get(entity.id)?.recentInteractions ?? [];
	if (interactions.length === 0) return null;
	return (
		<Section title="Recently">
			<ul className={classes.interactions}>
				{interactions.slice(0, INTERACTIONS).map(({ timestamp, narrative }) => (
					<li key={`${timestamp} ${narrative}`}>
						<span>{narrative}</span>
						<time>{agoText(seconds - timestamp)}</time>
					</li>
				))}
			</ul>
		</Section>
	);
}

function Heard({ worldId, at, entity }: MemberDetailProps) {
	const isAsked = at === undefined && entity.type === "npc";
	const { data: memory } = useNpcMemory(worldId, isAsked ? entity.id : undefined);
	if (!isAsked || !memory || (memory.summary === "" && memory.lines.length === 0)) return null;
	return (
		<Section title="What it heard and said">
			<Memory memory={memory} self={entity.id} />
		</Section>
	);
}

/** All that is known of one member. */
export function MemberDetail(props: MemberDetailProps) {
	const { entity, onClose, onFocus } = props;
	const name = entity.name ?? entity.id;
	return (
		<article className={classes.detail} aria-label={name}>
			<header className={classes.detailHead}>
				<Tooltip label="Back to the lists (Esc)" openDelay={500}>
					<ActionIcon
						variant="subtle"
						color="gray"
						size={34}
						aria-label="Back to the lists"
						onClick={onClose}
						data-first
					>
						<BackIcon />
					</ActionIcon>
				</Tooltip>
				<div className={classes.title}>
					<h2>{name}</h2>
					<span>
						<MemberSign type={entity.type} /> {entity.type === "npc" ? "NPC" : "Player"}
						{props.at !== undefined && `, as of ${clockText(props.at)}`}
					</span>
				</div>
				<button type="button" className={classes.showOnMap} onClick={onFocus} disabled={!entity.position}>
					Show
				</button>
			</header>
			<div className={classes.detailBody}>
				<Facts {...props} />
				<Company {...props} />
				<Relations {...props} />
				<Interactions {...props} />
				<Heard {...props} />
			</div>
		</article>
	);
}

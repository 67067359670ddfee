import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, parseAllDocuments } from "yaml";
import { z } from "zod";

/** The project's folder. */
export const ROOT = join(import.meta.dirname, "..", "..", "..");
const DEPLOY = join(ROOT, "api", "deploy");
const KUBERNETES = join(DEPLOY, "kubernetes");

const read = (...parts: readonly string[]): string => readFileSync(join(DEPLOY, ...parts), "utf8");

/** One instruction of a Dockerfile, continued lines joined. */
export interface Instruction {
	readonly name: string;
	readonly rest: string;
	/** Of the stage that it belongs to, from 0. */
	readonly stage: number;
}

export function dockerfile(): readonly Instruction[] {
	let stage = -1;
	return read("Dockerfile")
		.replaceAll(/^#.*\n/gm, "")
		.replaceAll(/\\\n\s*/g, "")
		.split("\n")
		.filter((line) => line.trim() !== "")
		.map((line) => {
			const [, name = "", rest = ""] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
			if (name === "FROM") stage += 1;
			return { name, rest, stage };
		});
}

export const ignored = (): readonly string[] => read("Dockerfile.dockerignore").trim().split("\n");

const composeSchema = z.object({
	services: z.record(
		z.string(),
		z.looseObject({
			image: z.string(),
			build: z.object({ context: z.string(), dockerfile: z.string() }).optional(),
			environment: z.record(z.string(), z.string()).optional(),
			ports: z.array(z.string()).optional(),
			depends_on: z.record(z.string(), z.object({ condition: z.string() })).optional(),
			healthcheck: z.looseObject({}).optional(),
			stop_grace_period: z.string().optional(),
			read_only: z.boolean().optional(),
			deploy: z.object({ replicas: z.number() }).optional(),
		}),
	),
});

export const compose = () => composeSchema.parse(parse(read("compose.yaml"), { merge: true }));

const probe = z.object({
	httpGet: z.object({ path: z.string(), port: z.string() }),
	periodSeconds: z.number(),
	failureThreshold: z.number(),
});

const resources = z.object({ cpu: z.string(), memory: z.string() });

const containerSchema = z.looseObject({
	name: z.string(),
	image: z.string(),
	ports: z.array(z.object({ name: z.string(), containerPort: z.number() })),
	envFrom: z.array(z.object({ configMapRef: z.object({ name: z.string() }) })),
	env: z.array(
		z.union([
			z.strictObject({ name: z.string(), value: z.string() }),
			z.strictObject({
				name: z.string(),
				valueFrom: z.object({ secretKeyRef: z.object({ name: z.string(), key: z.string() }) }),
			}),
		]),
	),
	startupProbe: probe,
	livenessProbe: probe,
	readinessProbe: probe,
	lifecycle: z.object({ preStop: z.object({ exec: z.object({ command: z.array(z.string()) }) }) }).optional(),
	resources: z.object({ requests: resources, limits: resources }),
	securityContext: z.looseObject({ readOnlyRootFilesystem: z.boolean() }),
	volumeMounts: z.array(z.object({ name: z.string(), mountPath: z.string() })),
});

const matchLabels = z.object({ matchLabels: z.record(z.string(), z.string()) });

const metadata = z.looseObject({ name: z.string() });

const resourceSchema = z.discriminatedUnion("kind", [
	z.object({
		kind: z.literal("Deployment"),
		metadata,
		spec: z.looseObject({
			replicas: z.number().optional(),
			minReadySeconds: z.number().optional(),
			selector: matchLabels,
			strategy: z.object({
				type: z.string(),
				rollingUpdate: z.object({ maxUnavailable: z.number(), maxSurge: z.number() }),
			}),
			template: z.object({
				metadata: z.object({ labels: z.record(z.string(), z.string()) }),
				spec: z.looseObject({
					terminationGracePeriodSeconds: z.number(),
					securityContext: z.looseObject({ runAsNonRoot: z.boolean(), runAsUser: z.number() }),
					containers: z.array(containerSchema),
					volumes: z.array(z.looseObject({ name: z.string() })),
				}),
			}),
		}),
	}),
	z.object({
		kind: z.literal("Service"),
		metadata,
		spec: z.object({
			selector: z.record(z.string(), z.string()),
			ports: z.array(z.object({ name: z.string(), port: z.number(), targetPort: z.string() })),
		}),
	}),
	z.object({
		kind: z.literal("PodDisruptionBudget"),
		metadata,
		spec: z.object({ maxUnavailable: z.number(), selector: matchLabels }),
	}),
	z.object({
		kind: z.literal("HorizontalPodAutoscaler"),
		metadata,
		spec: z.looseObject({
			scaleTargetRef: z.object({ kind: z.string(), name: z.string() }),
			minReplicas: z.number(),
			maxReplicas: z.number(),
		}),
	}),
	z.object({ kind: z.literal("ConfigMap"), metadata, data: z.record(z.string(), z.string()) }),
]);

export type Resource = z.infer<typeof resourceSchema>;
export type ResourceOf<Kind extends Resource["kind"]> = Extract<Resource, { readonly kind: Kind }>;

const kustomizationSchema = z.looseObject({
	resources: z.array(z.string()),
	images: z.array(z.object({ name: z.string() })),
});

/** Names of the manifests' files, without that which lists them. */
export const manifestFiles = (): readonly string[] =>
	readdirSync(KUBERNETES).filter((name) => name !== "kustomization.yaml");

export const kustomization = () => kustomizationSchema.parse(parse(read("kubernetes", "kustomization.yaml")));

/** Every resource of every manifest. */
export function resourcesOf<Kind extends Resource["kind"]>(kind: Kind): readonly ResourceOf<Kind>[] {
	return manifestFiles()
		.flatMap((name) => parseAllDocuments(read("kubernetes", name)))
		.map((document) => {
			if (document.errors.length > 0) throw document.errors[0]!;
			return resourceSchema.parse(document.toJS());
		})
		.filter((resource): resource is ResourceOf<Kind> => resource.kind === kind);
}

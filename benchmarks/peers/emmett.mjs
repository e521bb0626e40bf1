// Emmett as a contender: appending to its PostgreSQL store, and rebuilding a projection.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const require = createRequire(`${process.env.BENCH_MODULES}/`);
const { SQL } = require("@event-driven-io/dumbo");
const {
  getPostgreSQLEventStore,
  postgreSQLRawBatchSQLProjection,
  rebuildPostgreSQLProjections,
} = require("@event-driven-io/emmett-postgresql");

const settings = JSON.parse(process.argv[2]);
const connectionString =
  `postgresql://${settings.user}@localhost/${settings.database}` +
  `?host=${encodeURIComponent(settings.host)}`;
const store = getPostgreSQLEventStore(connectionString);
const batches = { 1: changes(1), 25: changes(25) };
const BATCH_SIZE = 1000; // ten times the default, with which it is slower
let filled = 0;
let runs = 0;

// Yields [stream, version before, events] without end, each matter under a name of its own.
function* changes(size) {
  const rows = readFileSync(settings.workload, "utf8").trim().split("\n").map((line) => JSON.parse(line));
  const matters = Map.groupBy
    ? Map.groupBy(rows, (row) => row.matter_id)
    : rows.reduce((all, row) => all.set(row.matter_id, [...(all.get(row.matter_id) ?? []), row]), new Map());
  for (let turn = 0; ; turn++) {
    for (const [name, some] of matters) {
      for (let at = 0; at + size <= some.length; at += size) {
        const events = some.slice(at, at + size).map(({ type, ...data }) => ({ type, data }));
        yield [`${name}-${size}-${turn}`, BigInt(at), events];
      }
    }
  }
}

function timing(events, spent, cpu, latencies) {
  return { events, seconds: spent / 1e9, cpu_seconds: cpu / 1e6, latencies_us: latencies };
}

async function timed(operate) {
  const cpuBefore = process.cpuUsage();
  const before = process.hrtime.bigint();
  await operate();
  const spent = Number(process.hrtime.bigint() - before);
  const { user, system } = process.cpuUsage(cpuBefore);
  return [spent, user + system];
}

// Appends with the version that is expected, as a decision on a stream does.
async function append({ seconds, batch = 1 }) {
  const latencies = [];
  let [spent, cpu] = [0, 0];
  while (spent < seconds * 1e9) {
    const [stream, version, events] = batches[batch].next().value;
    const [took, used] = await timed(() =>
      store.appendToStream(stream, events, { expectedStreamVersion: version }),
    );
    spent += took;
    cpu += used;
    latencies.push(took / 1000);
  }
  return timing(latencies.length * batch, spent, cpu, latencies);
}

async function fill({ events }) {
  while (filled < events) {
    const [stream, version, some] = batches[25].next().value;
    await store.appendToStream(stream, some, { expectedStreamVersion: version });
    filled += some.length;
  }
  return timing(filled, 1, 1, []);
}

// Rebuilds a read table with one row a matter, by the projection that writes a batch at once.
async function run() {
  runs += 1;
  let taken = 0;
  const projection = postgreSQLRawBatchSQLProjection({
    name: `view_of_matters_${runs}`, // under a new name it begins at the first event
    canHandle: [...new Set(readFileSync(settings.workload, "utf8").match(/(?<="type":")[a-z_.]+/g))],
    init: () =>
      SQL`CREATE TABLE IF NOT EXISTS view_of_matters (
          matter text PRIMARY KEY, state text, valid_from text)`,
    evolve: (events) => {
      taken += events.length;
      return events.map(
        ({ type, data, metadata }) =>
          SQL`INSERT INTO view_of_matters VALUES (${metadata.streamName}, ${type}, ${data.effective})
              ON CONFLICT (matter) DO UPDATE SET state = excluded.state, valid_from = excluded.valid_from`,
      );
    },
  });
  const consumer = rebuildPostgreSQLProjections({
    connectionString,
    projections: [projection],
    pulling: { batchSize: BATCH_SIZE },
  });
  const [spent, cpu] = await timed(async () => {
    await consumer.start();
  });
  await consumer.close();
  if (taken < filled) throw new Error(`${taken} of ${filled} events were taken in`);
  return timing(taken, spent, cpu, []);
}

const works = { warm_up: () => append({ seconds: 1 }).then((done) => ((filled += done.events), done)), append, fill, run };

for await (const line of createInterface({ input: process.stdin })) {
  const { do: work, ...how } = JSON.parse(line);
  let answer;
  try {
    answer = await works[work](how);
  } catch (error) {
    answer = { error: error.stack };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
await store.close();
process.exit(0);

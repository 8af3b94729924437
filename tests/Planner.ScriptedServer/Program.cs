using System.Globalization;
using Planner.ScriptedServer;

// By hand: dotnet run --project tests/Planner.ScriptedServer -- [PORT] [TOKENS_PER_SECOND] [REPLY.txt]
// then: OPENAI_BASE_URL=http://127.0.0.1:PORT/v1 ./planner ask "…"
// It replays what models wrote for known requests, else the given reply, else a greeting.
var port = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 8000;
var speed = args.Length > 1 ? double.Parse(args[1], CultureInfo.InvariantCulture) : 50;
var given = args.Length > 2 ? await File.ReadAllTextAsync(args[2]) : "Hello from the scripted server.";
var plans = RawPlans.Read();
await using var server = await ScriptedChatServer.StartAsync(port);
server.Otherwise = request =>
{
    Console.WriteLine($"{request.Path} {request.Schema} {request.User.ReplaceLineEndings(" ")}");
    return new ScriptedReply { Text = plans.FirstOrDefault(plan => request.Says(plan.Request)).Reply ?? given, TokensPerSecond = speed };
};
Console.WriteLine($"Listening on {server.BaseUrl}; {plans.Count} recorded plans. Ctrl-C ends it.");
var end = new TaskCompletionSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    end.TrySetResult();
};
await end.Task;

using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;
using Planner.Runs;
using Planner.Server.Problems;
using Planner.Server.Runs;

namespace Planner.Server.Mcp;

/// <summary>The sessions of <c>/mcp</c>. Each belongs to who began it; one that is not used for a while is ended.</summary>
internal sealed class McpSessions(IServiceProvider services, RunStarter starter, IOptions<ServerOptions> options, TimeProvider clock, ILoggerFactory logging) : IAsyncDisposable
{
    private const int MostPerUser = 64;
    private static readonly TimeSpan Idle = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, Session> _sessions = new(StringComparer.Ordinal);

    /// <summary>Begins a session.</summary>
    /// <exception cref="ProblemException">The caller has as many as there may be.</exception>
    public async Task<Session> BeginAsync(Caller caller)
    {
        foreach (var (id, old) in _sessions.Where(pair => clock.GetElapsedTime(pair.Value.UsedAt) > Idle))
        {
            await EndAsync(id, old);
        }

        if (_sessions.Values.Count(session => session.Caller.User == caller.User) >= MostPerUser)
        {
            throw new Problem(StatusCodes.Status429TooManyRequests, $"{MostPerUser} sessions are open.", "End one with DELETE /mcp.").AsException();
        }

        var sessionId = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var transport = new StreamableHttpServerTransport(logging) { SessionId = sessionId, FlowExecutionContextFromRequests = true };
        var server = McpServer.Create(
            transport, McpTools.OptionsFor(services, caller, options.Value.Ceiling, (request, stop) => starter.StartAsync(request, caller, stop)), logging, services);
        var session = new Session(sessionId, caller, transport, server) { UsedAt = clock.GetTimestamp() };
        session.Work = server.RunAsync(CancellationToken.None);
        _sessions[sessionId] = session;
        return session;
    }

    /// <summary>The session of that id.</summary>
    /// <exception cref="ProblemException">There is none of this caller.</exception>
    public Session Require(string? id, Caller caller)
    {
        if (id is null || !_sessions.TryGetValue(id, out var session) || session.Caller.User != caller.User || clock.GetElapsedTime(session.UsedAt) > Idle)
        {
            throw Problem.NotFound("There is no such session.", "Begin one with initialize.").AsException();
        }

        session.UsedAt = clock.GetTimestamp();
        return session;
    }

    /// <summary>Ends a session.</summary>
    public Task EndAsync(Session session) => EndAsync(session.Id, session);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var (id, session) in _sessions)
        {
            await EndAsync(id, session);
        }
    }

    private async Task EndAsync(string id, Session session)
    {
        if (_sessions.TryRemove(KeyValuePair.Create(id, session)))
        {
            await session.Transport.DisposeAsync();
            await session.Server.DisposeAsync();
            await session.Work.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    /// <summary>A session.</summary>
    internal sealed class Session(string id, Caller caller, StreamableHttpServerTransport transport, McpServer server)
    {
        public string Id => id;

        public Caller Caller => caller;

        public StreamableHttpServerTransport Transport => transport;

        public McpServer Server => server;

        public long UsedAt { get; set; }

        public Task Work { get; set; } = Task.CompletedTask;
    }
}

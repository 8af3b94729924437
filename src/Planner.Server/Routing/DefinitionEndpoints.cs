using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Planner.Routing;
using Planner.Serialization;
using Planner.Server.Hosting;
using Planner.Server.Problems;

namespace Planner.Server.Routing;

/// <summary>
/// Things that are defined by name in files of this machine (<see cref="DefinitionStore{T}"/>), listed, shown, put and removed over HTTP by admins. The
/// <c>ETag</c> is the store's version of the content.
/// </summary>
/// <typeparam name="T">What is defined.</typeparam>
/// <param name="kind">What one is called: <c>instance</c>.</param>
/// <param name="store">Where they are.</param>
internal sealed class DefinitionEndpoints<T>(string kind, Func<IServiceProvider, DefinitionStore<T>> store)
    where T : class
{
    private static readonly JsonTypeInfo<T> Form = (JsonTypeInfo<T>)PlannerJson.Context.GetTypeInfo(typeof(T))!;

    /// <summary>What is shown of one; what must not leave the machine is left out.</summary>
    public Func<T, T> Shown { get; init; } = item => item;

    /// <summary>What is kept of a new one, given the one that is there; refuses what may not be said over HTTP.</summary>
    public Func<T, T?, T> Kept { get; init; } = (item, _) => item;

    /// <summary>Adds the endpoints below a path.</summary>
    public void Map(IEndpointRouteBuilder routes, string path, string what)
    {
        var name = char.ToUpperInvariant(kind[0]) + kind[1..];
        var api = routes.MapGroup(path).WithTags("Routing");
        api.MapGet("/", (HttpContext context) => List(context)).WithName($"list{name}s").WithSummary($"List {kind}s").WithDescription($"{what} For admins.");
        api.MapGet("/{name}", (string name, HttpContext context) => Get(name, context)).WithName($"get{name}").WithSummary($"Get one {kind}").WithDescription("As it is kept, with its ETag; keys are never shown. For admins.");
        api.MapPut("/{name}", (string name, HttpContext context) => PutAsync(name, context)).WithName($"put{name}").Accepts<T>("application/json").Produces<T>().Produces<T>(StatusCodes.Status201Created)
            .WithSummary($"Put one {kind}").WithDescription("Makes it, or puts it in place of the one of that name, whose ETag If-Match then names; running processes see it at once. For admins.");
        api.MapDelete("/{name}", (string name, HttpContext context) => Remove(name, context)).WithName($"remove{name}").WithSummary($"Remove one {kind}").WithDescription("Removes it. If-Match makes sure that it is the one known. For admins.");
    }

    private Ok<Page<T>> List(HttpContext context)
    {
        context.Caller().RequireAdmin();
        return TypedResults.Ok(new Page<T>([.. Store(context).Current.Items.Select(Shown)], null));
    }

    private Ok<T> Get(string name, HttpContext context)
    {
        context.Caller().RequireAdmin();
        return TypedResults.Ok(Tagged(context, Require(name, context)));
    }

    private async Task<Results<Ok<T>, Created<T>>> PutAsync(string name, HttpContext context)
    {
        context.Caller().RequireAdmin();
        var json = await context.Request.ReadObjectAsync(context.RequestAborted);
        json.RefuseUnknown(Form, $"The {kind}");
        json[Form.Properties.First(property => property.Name.Equals("name", StringComparison.OrdinalIgnoreCase)).Name] = name;
        var before = Store(context).Find(name);
        context.RequireMatch(before is null ? null : TagOf(context, before));
        try
        {
            var item = Kept(json.Deserialize(Form)!, before);
            Store(context).Put(item, before is null ? "" : Store(context).VersionOf(before));
            return before is null ? TypedResults.Created($"{context.Request.Path}", Tagged(context, item)) : TypedResults.Ok(Tagged(context, item));
        }
        catch (InstanceConflictException)
        {
            throw Preconditions.Changed(Store(context).Find(name) is { } now ? TagOf(context, now) : null).AsException();
        }
        catch (InstanceException exception)
        {
            throw Problem.BadRequest(exception.Message).AsException();
        }
    }

    private NoContent Remove(string name, HttpContext context)
    {
        context.Caller().RequireAdmin();
        var before = Require(name, context);
        context.RequireMatch(TagOf(context, before), isNeeded: false);
        try
        {
            Store(context).Remove(name, Store(context).VersionOf(before));
            return TypedResults.NoContent();
        }
        catch (InstanceConflictException)
        {
            throw Preconditions.Changed(Store(context).Find(name) is { } now ? TagOf(context, now) : null).AsException();
        }
    }

    private T Require(string name, HttpContext context) =>
        Store(context).Find(name) ?? throw Problem.NotFound($"There is no {kind} '{name}'.", $"GET {context.Request.Path.Value![..context.Request.Path.Value!.LastIndexOf('/')]} lists them.").AsException();

    private T Tagged(HttpContext context, T item)
    {
        context.Response.Headers.ETag = TagOf(context, item);
        return Shown(item);
    }

    private DefinitionStore<T> Store(HttpContext context) => store(context.RequestServices);

    private string TagOf(HttpContext context, T item) => $"\"{Store(context).VersionOf(item)}\"";
}

import sys,tempfile,shutil,os,time
from pathlib import Path
sys.path[:0]=["/work/main","/work/main/tests/badinput"]
os.environ["BOOKLET_CACHE"]=tempfile.mkdtemp()
import badinput_kit as kit
import test_bad_assets as a, test_bad_source as s
from booklet.cli import main
good=Path(tempfile.mkdtemp())/"small"; good.mkdir(); kit.make_booklet(good)
want=sys.argv[1:]
for t in (a.PICTURES,a.DRAWINGS,a.CATALOGS,a.FONTS,s.SYNTAX,s.SCHEMA,s.CONTENT,s.LOOKS,s.BOUNDS):
    for r in t:
        if want and r.name not in want or (not want and r.what and r.mend and len(r.mend)>4 and r.name): continue
        d=Path(tempfile.mkdtemp())/"small"; shutil.copytree(good,d)
        try: r.change(d)
        except AssertionError as e: print(r.name,"CHANGE",e); continue
        b=time.time()
        print("==",r.name); sys.stdout.flush()
        main(["--source",str(d),"--out",str(d.parent/"dist"),"--jobs","1"]); print("   %.2f s"%(time.time()-b))
